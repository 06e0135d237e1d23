package io.ghostbridge.client;

import io.ghostbridge.client.internal.ChannelParts;
import io.ghostbridge.client.internal.ChannelSettings;
import io.ghostbridge.client.internal.config.Checks;
import io.ghostbridge.client.internal.config.Endpoint;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.contract.v1.SmartContractServiceGrpc;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.proto.dns.v1.GhostDNSServiceGrpc;
import io.ghostbridge.secure.channel.SecureChannel;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link GhostChannel} may be told; not for several threads. */
public final class GhostChannelBuilder {
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);
  private static final Duration DEFAULT_QUIC_HANDSHAKE = Duration.ofSeconds(5);
  private static final int DEFAULT_MAXIMUM_CALLS = 10_000;
  private static final String WHOLE_NODE = "";

  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<ServiceDescriptor> services =
      new ArrayList<>(
          List.of(
              GhostChainServiceGrpc.getServiceDescriptor(),
              GhostDNSServiceGrpc.getServiceDescriptor(),
              SmartContractServiceGrpc.getServiceDescriptor(),
              SecureSessionServiceGrpc.getServiceDescriptor(),
              HealthGrpc.getServiceDescriptor()));
  private boolean plaintext;
  private @Nullable ClientTls tls;
  private @Nullable Http3Policy http3 = Http3Policy.DEFAULT;
  private Duration quicHandshake = DEFAULT_QUIC_HANDSHAKE;
  private PoolLimits pool = PoolLimits.DEFAULT;
  private @Nullable BatchLimits batches = BatchLimits.DEFAULT;
  private @Nullable RetryPolicy retries = RetryPolicy.DEFAULT;
  private @Nullable HedgingPolicy hedging;
  private BreakerPolicy breaker = BreakerPolicy.DEFAULT;
  private Duration deadline = DEFAULT_DEADLINE;
  private int maximumCalls = DEFAULT_MAXIMUM_CALLS;
  private @Nullable String healthService = WHOLE_NODE;
  private @Nullable SecureChannel secureChannel;
  private @Nullable MeterRegistry metrics;
  private Tags tags = Tags.empty();

  GhostChannelBuilder(List<String> endpoints) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("no endpoint was given; expected host:port at least once");
    }
    Set<Endpoint> seen = new HashSet<>();
    for (String text : endpoints) {
      Endpoint endpoint = Endpoint.parse(text);
      if (!seen.add(endpoint)) {
        throw new IllegalArgumentException("the endpoint '" + text + "' is there twice");
      }
      this.endpoints.add(endpoint);
    }
  }

  /** Clear text (HTTP/2 with prior knowledge), for nodes on the same machine. */
  public GhostChannelBuilder plaintext() {
    plaintext = true;
    return this;
  }

  /** TLS 1.3. */
  public GhostChannelBuilder tls(ClientTls how) {
    tls = how;
    return this;
  }

  /**
   * How HTTP/3 is tried where there is TLS. By default {@link Http3Policy#DEFAULT}. It takes
   * Netty's codecs of QUIC and HTTP/3 and QUIC's native library ({@code netty-codec-native-quic});
   * where those are not there, all calls go by HTTP/2.
   */
  public GhostChannelBuilder http3(Http3Policy policy) {
    http3 = policy;
    return this;
  }

  /** All calls go by HTTP/2. */
  public GhostChannelBuilder withoutHttp3() {
    http3 = null;
    return this;
  }

  /** When a handshake of QUIC is given up; for tests, whose machines may be slow. */
  GhostChannelBuilder handshakeTimeout(Duration longest) {
    quicHandshake = longest;
    return this;
  }

  /** How many connections. By default {@link PoolLimits#DEFAULT}. */
  public GhostChannelBuilder pool(PoolLimits limits) {
    pool = limits;
    return this;
  }

  /** How calls are put together. By default {@link BatchLimits#DEFAULT}. */
  public GhostChannelBuilder batching(BatchLimits limits) {
    batches = limits;
    return this;
  }

  /** Every call goes alone. */
  public GhostChannelBuilder withoutBatching() {
    batches = null;
    return this;
  }

  /** What is tried again. By default {@link RetryPolicy#DEFAULT}. */
  public GhostChannelBuilder retries(RetryPolicy policy) {
    retries = policy;
    return this;
  }

  /** Nothing is tried again but what never reached a node. */
  public GhostChannelBuilder withoutRetries() {
    retries = null;
    return this;
  }

  /** Unary calls without side effects are hedged, instead of being tried again. Off by default. */
  public GhostChannelBuilder hedging(HedgingPolicy policy) {
    hedging = policy;
    return this;
  }

  /** When an endpoint is left alone. By default {@link BreakerPolicy#DEFAULT}. */
  public GhostChannelBuilder breaker(BreakerPolicy policy) {
    breaker = policy;
    return this;
  }

  /**
   * For calls with one request and one answer that bring none, 1 ms to an hour; by default 10 s.
   */
  public GhostChannelBuilder deadline(Duration usual) {
    Checks.range("deadline", usual, Duration.ofMillis(1), Duration.ofHours(1));
    deadline = usual;
    return this;
  }

  /** Calls that may be open at once, 1 to a million; by default 10000. */
  public GhostChannelBuilder maximumCalls(int most) {
    Checks.range("maximumCalls", most, 1, 1_000_000);
    maximumCalls = most;
    return this;
  }

  /**
   * Watches the health of this service at each endpoint ({@code grpc.health.v1}): endpoints where
   * it is not served are left out. By default that of the node as a whole.
   */
  public GhostChannelBuilder healthOf(String service) {
    healthService = service;
    return this;
  }

  /** Endpoints that can be reached are healthy. */
  public GhostChannelBuilder withoutHealthChecks() {
    healthService = null;
    return this;
  }

  /** Services beside GhostBridge's own whose methods without side effects are tried again, too. */
  public GhostChannelBuilder services(ServiceDescriptor... more) {
    services.addAll(List.of(more));
    return this;
  }

  /**
   * Every call goes through {@code channel}, whose session is with one node: all endpoints are to
   * lead to that node. It stays the caller's, who closes it after this channel. Hedging is off
   * then: a node would take the second attempt for a replay of the first.
   */
  public GhostChannelBuilder secureChannel(SecureChannel channel) {
    secureChannel = channel;
    return this;
  }

  /** Where the channel is measured; it takes its meters out when it is closed. */
  public GhostChannelBuilder metrics(MeterRegistry registry) {
    return metrics(registry, Tags.empty());
  }

  /**
   * The same with {@code own} tags of all its meters, by which several channels with one registry
   * are told apart.
   */
  public GhostChannelBuilder metrics(MeterRegistry registry, Tags own) {
    metrics = registry;
    tags = own;
    return this;
  }

  /**
   * Builds the channel; connects to nobody yet.
   *
   * @throws IllegalArgumentException if a file of TLS cannot be read, or another channel has the
   *     same meters
   * @throws IllegalStateException if neither or both of {@link #plaintext} and {@link #tls} were
   *     asked for
   */
  public GhostChannel build() {
    if (plaintext == (tls != null)) {
      throw new IllegalStateException(
          (plaintext ? "both plaintext() and tls(…)" : "neither plaintext() nor tls(…)")
              + " was asked for, expected one of them");
    }
    return new GhostChannel(
        new ChannelParts(
            new ChannelSettings(
                List.copyOf(endpoints),
                tls,
                plaintext ? null : http3,
                quicHandshake,
                pool,
                batches,
                retries,
                hedging,
                breaker,
                deadline,
                maximumCalls,
                healthService,
                List.copyOf(services),
                secureChannel,
                metrics == null ? new CompositeMeterRegistry() : metrics,
                tags)));
  }
}
