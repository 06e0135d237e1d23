package io.ghostbridge.client.internal;

import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.HedgingPolicy;
import io.ghostbridge.client.Http3Policy;
import io.ghostbridge.client.internal.call.RetryBudget;
import io.ghostbridge.client.internal.config.RepeatableMethods;
import io.ghostbridge.client.internal.http3.QuicDialer;
import io.ghostbridge.client.internal.http3.QuicTls;
import io.ghostbridge.client.internal.metric.ClientMetrics;
import io.ghostbridge.client.internal.route.Http3Route;
import io.ghostbridge.client.internal.route.Reachability;
import io.ghostbridge.client.internal.route.RouteSettings;
import io.ghostbridge.client.internal.route.RoutingInterceptor;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a channel has of HTTP/3. Loaded only where QUIC is there. */
final class Http3Parts {
  private final Http3Route route;
  private final RoutingInterceptor interceptor;

  private Http3Parts(Http3Route route, RoutingInterceptor interceptor) {
    this.route = route;
    this.interceptor = interceptor;
  }

  /**
   * The parts, or null if the channel is one of HTTP/2 alone.
   *
   * @param budget of what is made again; null: nothing is
   * @throws IllegalArgumentException if a file of TLS has not what it should
   */
  static @Nullable Http3Parts of(
      ChannelSettings settings,
      ChannelThreads threads,
      ClientMetrics metrics,
      Reachability reachability,
      @Nullable RetryBudget budget,
      ManagedChannel http2) {
    Http3Policy policy = settings.http3();
    ClientTls tls = settings.tls();
    if (policy == null || tls == null) {
      return null;
    }
    QuicDialer dialer =
        new QuicDialer(
            threads.network(),
            QuicTls.of(tls, policy.earlyData()),
            threads.callbacks(),
            Math.toIntExact(settings.quicHandshake().toMillis()));
    Http3Route route =
        new Http3Route(
            settings.endpoints(),
            new RouteSettings(
                policy,
                settings.pool(),
                settings.breaker(),
                settings.healthService(),
                dialer,
                reachability,
                metrics,
                threads.network(),
                threads.callbacks(),
                () -> http2.getState(true)));
    return new Http3Parts(route, interceptor(settings, threads, budget, route));
  }

  private static RoutingInterceptor interceptor(
      ChannelSettings settings,
      ChannelThreads threads,
      @Nullable RetryBudget budget,
      Http3Route route) {
    RepeatableMethods methods = RepeatableMethods.of(settings.services());
    HedgingPolicy hedging = settings.hedging();
    // Below the secure channel the same bytes would be sent again, which a node takes for a replay.
    boolean secure = settings.secureChannel() != null;
    Set<String> repeatable = new HashSet<>(methods.streaming());
    if (hedging != null) {
      // Else they are tried again above.
      repeatable.addAll(methods.unary());
    }
    Set<String> early = new HashSet<>(methods.streaming());
    early.addAll(methods.unary());
    return new RoutingInterceptor(
        route,
        repeatable,
        early,
        secure ? null : budget,
        secure || hedging == null ? null : hedging.delay(),
        threads.network());
  }

  /** Calls that go by HTTP/3 where that works, else by {@code http2}. */
  Channel before(Channel http2) {
    return ClientInterceptors.intercept(http2, interceptor);
  }

  /** Ends it; calls have {@code seconds} for their end. */
  void close(long seconds) throws InterruptedException {
    route.close(seconds);
  }
}
