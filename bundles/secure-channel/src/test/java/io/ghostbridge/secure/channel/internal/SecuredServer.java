package io.ghostbridge.secure.channel.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import io.ghostbridge.secure.channel.SecureChannel;
import io.ghostbridge.secure.channel.internal.call.SecureInterceptor;
import io.ghostbridge.secure.channel.internal.call.SessionService;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.session.SessionClock;
import io.ghostbridge.secure.channel.internal.session.SessionLimits;
import io.ghostbridge.secure.channel.internal.session.Sessions;
import io.ghostbridge.transport.http2.internal.Http2Server;
import io.ghostbridge.transport.http2.internal.Plaintext;
import io.ghostbridge.transport.http2.internal.ServerLimits;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Dispatcher, HTTP/2 transport and secure channel on a free port, with {@link TestService}. */
public final class SecuredServer implements AutoCloseable {
  /** Of a test that does not care. */
  public static final SessionLimits LIMITS =
      new SessionLimits(
          60_000,
          3_600_000,
          1L << 26,
          1L << 36,
          86_400_000,
          3_600_000,
          10_000,
          1000,
          100,
          50,
          65_536);

  private static final CryptoAlgorithms ALGORITHMS = algorithms();

  public final TestService service = new TestService();

  /** Added to what the node takes for the time of day. */
  public final AtomicLong aheadMillis = new AtomicLong();

  /** Added to how long the node thinks that something lasted. */
  public final AtomicLong elapsedMillis = new AtomicLong();

  public final SigningKey nodeKey =
      ALGORITHMS
          .get(SignatureScheme.class, "ed25519")
          .generate(ALGORITHMS.get(Random.class, "system"));
  private final SessionLimits limits;
  private final Rpc rpc =
      new Rpc(4 * 1024 * 1024, 1024 * 1024, 64L * 1024 * 1024, Duration.ofSeconds(2));
  private final Http2Server server = new Http2Server(ServerLimits.DEFAULTS, rpc.dispatcher());
  private final InetSocketAddress address;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private Sessions sessions;
  private SecureInterceptor interceptor;
  private SessionService sessionService;

  public SecuredServer() throws IOException {
    this(LIMITS);
  }

  public SecuredServer(SessionLimits limits) throws IOException {
    this.limits = limits;
    rpc.registry().add(service, service.bindService(), Set.of("Read"));
    sessions = newSessions();
    interceptor = new SecureInterceptor(sessions);
    sessionService = new SessionService(sessions);
    install();
    address =
        (InetSocketAddress)
            server.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Plaintext());
  }

  private static CryptoAlgorithms algorithms() {
    try {
      return new ClassPathAlgorithms(SecuredServer.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static CryptoAlgorithms allAlgorithms() {
    return ALGORITHMS;
  }

  private Sessions newSessions() {
    SessionClock clock =
        new SessionClock() {
          @Override
          public long millis() {
            return System.currentTimeMillis() + aheadMillis.get();
          }

          @Override
          public long nanos() {
            return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(elapsedMillis.get());
          }
        };
    return new Sessions(new Primitives(ALGORITHMS), nodeKey, limits, clock, 86_400_000, 16);
  }

  private void install() {
    rpc.registry().add(interceptor, interceptor, SecureChannelComponent.RANKING, true);
    rpc.registry().add(sessionService, sessionService.bindService(), Set.of());
  }

  /** Takes the channel away, as its bundle's removal would. */
  public void remove() {
    rpc.registry().remove(sessionService);
    rpc.registry().removeInterceptor(interceptor);
    sessions.close();
  }

  /** Brings the channel back, which has forgotten everything. */
  public void reinstall() {
    sessions = newSessions();
    interceptor = new SecureInterceptor(sessions);
    sessionService = new SessionService(sessions);
    install();
  }

  public Sessions sessions() {
    return sessions;
  }

  public Rpc rpc() {
    return rpc;
  }

  public InetSocketAddress address() {
    return address;
  }

  /** A connection without the channel. */
  public ManagedChannel plain() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(address)
            .usePlaintext()
            .maxInboundMessageSize(16 * 1024 * 1024)
            .build();
    channels.add(channel);
    return channel;
  }

  public SecureChannel.Builder client() {
    return SecureChannel.to(nodeKey.publicKey(), ALGORITHMS);
  }

  /** A connection with the channel as it is by default. */
  public Channel secured() {
    return ClientInterceptors.intercept(plain(), client().build());
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    try {
      for (ManagedChannel channel : channels) {
        channel.awaitTermination(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    remove();
    rpc.registry().remove(service);
    rpc.close();
  }
}
