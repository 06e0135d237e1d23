package io.ghostbridge.client.internal;

import io.ghostbridge.client.BatchLimits;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.client.RetryPolicy;
import io.ghostbridge.client.internal.batch.Batcher;
import io.ghostbridge.client.internal.call.CallGate;
import io.ghostbridge.client.internal.call.Deadlines;
import io.ghostbridge.client.internal.call.GatedCall;
import io.ghostbridge.client.internal.call.LastingExecutor;
import io.ghostbridge.client.internal.call.RepeatingInterceptor;
import io.ghostbridge.client.internal.call.RetryBudget;
import io.ghostbridge.client.internal.config.EndpointResolverProvider;
import io.ghostbridge.client.internal.config.RepeatableMethods;
import io.ghostbridge.client.internal.config.ServiceConfig;
import io.ghostbridge.client.internal.config.SslContexts;
import io.ghostbridge.client.internal.http3.QuicSupport;
import io.ghostbridge.client.internal.metric.ClientMetrics;
import io.ghostbridge.client.internal.pool.PoolLoadBalancerProvider;
import io.ghostbridge.client.internal.pool.PoolSettings;
import io.ghostbridge.client.internal.route.Reachability;
import io.ghostbridge.secure.channel.SecureChannel;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.LoadBalancerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.NameResolverRegistry;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a channel from the caller down: deadline and bound, batches, the secure channel,
 * grpc-java's channel with its retries, our pools as its policy. That policy and the resolver of
 * endpoints are in grpc-java's registries under a name of this channel's own for as long as it is
 * open.
 */
public final class ChannelParts implements AutoCloseable {
  private static final long DRAIN_SECONDS = 5;
  private static final long KEEPALIVE_SECONDS = 20;
  private static final long KEEPALIVE_TIMEOUT_SECONDS = 10;
  private static final int LONGEST_METADATA = 64 << 10;

  private final ChannelThreads threads = new ChannelThreads();
  private final ClientMetrics metrics;
  private final CallGate gate;
  private final Deadlines deadlines;
  private final EndpointResolverProvider resolver;
  private final PoolLoadBalancerProvider policy;
  private final ManagedChannel channel;
  private final @Nullable Http3Parts http3;
  private final @Nullable RepeatingInterceptor repeating;
  private final Channel below;
  private final @Nullable Batcher batcher;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @throws IllegalArgumentException if a file of TLS cannot be read, or the registry has such
   *     meters already
   */
  public ChannelParts(ChannelSettings settings) {
    // Letters first, as a scheme of a URI wants it.
    String name = "ghost-" + UUID.randomUUID();
    try {
      metrics = new ClientMetrics(settings.metrics(), settings.tags());
    } catch (RuntimeException e) {
      endThreads();
      throw e;
    }
    gate = new CallGate(settings.maximumCalls(), metrics);
    metrics.gauge("ghost.client.calls.open", "Calls that have not ended", gate, CallGate::open);
    deadlines = new Deadlines(settings.deadline());
    resolver = new EndpointResolverProvider(name, settings.endpoints());
    Reachability reachability = new Reachability();
    RetryBudget budget = budget(settings);
    policy =
        new PoolLoadBalancerProvider(
            name,
            new PoolSettings(
                settings.pool(), settings.breaker(), metrics, reachability, this::reconnect));
    ManagedChannel made = null;
    try {
      NettyChannelBuilder builder = builder(settings, name);
      NameResolverRegistry.getDefaultRegistry().register(resolver);
      LoadBalancerRegistry.getDefaultRegistry().register(policy);
      made = builder.build();
      http3 =
          QuicSupport.missing() == null
              ? Http3Parts.of(settings, threads, metrics, reachability, budget, made)
              : null;
    } catch (RuntimeException e) {
      if (made != null) {
        made.shutdownNow();
      }
      deregister();
      endThreads();
      metrics.close();
      throw e;
    }
    channel = made;
    Channel routed = http3 == null ? channel : http3.before(channel);
    repeating = repeating(settings, budget);
    Channel secured = secured(routed, settings);
    below = repeating == null ? secured : ClientInterceptors.intercept(secured, repeating);
    BatchLimits batches = settings.batches();
    batcher =
        batches == null
            ? null
            : new Batcher(below, batches, threads.callbacks(), threads.network(), gate, metrics);
  }

  private NettyChannelBuilder builder(ChannelSettings settings, String name) {
    RetryPolicy retries = settings.retries();
    NettyChannelBuilder builder =
        NettyChannelBuilder.forTarget(name + ":///nodes")
            .eventLoopGroup(threads.network())
            .channelType(NioSocketChannel.class)
            .executor(threads.callbacks())
            .offloadExecutor(threads.callbacks())
            .maxInboundMetadataSize(LONGEST_METADATA)
            // The kernel would try for a quarter of an hour to reach a machine that is gone.
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .disableServiceConfigLookUp()
            .proxyDetector(_ -> null)
            .defaultServiceConfig(
                ServiceConfig.of(
                    name,
                    settings.healthService(),
                    RepeatableMethods.of(settings.services()),
                    isSecure(settings) ? null : retries,
                    isSecure(settings) ? null : settings.hedging()));
    if (retries != null && retries.attempts() > 1) {
      builder.maxRetryAttempts(retries.attempts());
    }
    if (settings.tls() == null) {
      builder.usePlaintext();
    } else {
      builder.sslContext(SslContexts.http2(settings.tls()));
    }
    return builder;
  }

  /** Below the secure channel the same bytes would be sent again, a replay to the node. */
  private static boolean isSecure(ChannelSettings settings) {
    return settings.secureChannel() != null;
  }

  private static Channel secured(Channel next, ChannelSettings settings) {
    SecureChannel secure = settings.secureChannel();
    return secure == null ? next : ClientInterceptors.intercept(next, secure);
  }

  /** One for all that is made again here; grpc-java counts what it makes again by itself. */
  private static @Nullable RetryBudget budget(ChannelSettings settings) {
    RetryPolicy retries = settings.retries();
    if (retries == null && settings.hedging() != null) {
      retries = RetryPolicy.DEFAULT;
    }
    return retries == null ? null : new RetryBudget(retries);
  }

  private @Nullable RepeatingInterceptor repeating(
      ChannelSettings settings, @Nullable RetryBudget budget) {
    RetryPolicy retries = settings.retries();
    boolean hedged = settings.hedging() != null && !isSecure(settings);
    return retries == null || budget == null || hedged
        ? null
        : new RepeatingInterceptor(
            retries,
            budget,
            RepeatableMethods.of(settings.services()).unary(),
            threads.network(),
            threads.callbacks());
  }

  private void reconnect() {
    channel.resetConnectBackoff();
  }

  /** A call of the channel. */
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    CallOptions bounded = LastingExecutor.in(deadlines.apply(method, options), threads.callbacks());
    if (batcher != null && isBatched(batcher, method, bounded)) {
      @SuppressWarnings("unchecked") // It is the method of these messages.
      ClientCall<Q, A> call = (ClientCall<Q, A>) batcher.newCall(bounded);
      return call;
    }
    return new GatedCall<>(
        below.newCall(method, bounded), gate, metrics.method(method.getFullMethodName()));
  }

  private static boolean isBatched(
      Batcher batcher, MethodDescriptor<?, ?> method, CallOptions options) {
    return batcher.takes(method, options)
        && options.getOption(GhostChannel.BATCH)
        && !options.getOption(SecureChannel.ENCRYPT);
  }

  /** As of {@link Channel}. */
  public String authority() {
    return channel.authority();
  }

  /** Calls that have not ended. */
  public int openCalls() {
    return gate.open();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (batcher != null) {
      batcher.flush();
    }
    channel.shutdown();
    if (repeating != null) {
      repeating.close();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    try {
      if (http3 != null) {
        http3.close(DRAIN_SECONDS);
      }
      long left = Math.max(0, end - System.nanoTime());
      if (!channel.awaitTermination(left, TimeUnit.NANOSECONDS)) {
        channel.shutdownNow().awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
    deregister();
    endThreads();
    metrics.close();
  }

  private void deregister() {
    LoadBalancerRegistry.getDefaultRegistry().deregister(policy);
    NameResolverRegistry.getDefaultRegistry().deregister(resolver);
  }

  private void endThreads() {
    try {
      threads.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
