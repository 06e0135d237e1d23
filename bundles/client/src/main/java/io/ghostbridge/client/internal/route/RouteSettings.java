package io.ghostbridge.client.internal.route;

import io.ghostbridge.client.BreakerPolicy;
import io.ghostbridge.client.Http3Policy;
import io.ghostbridge.client.PoolLimits;
import io.ghostbridge.client.internal.http3.QuicDialer;
import io.ghostbridge.client.internal.metric.ClientMetrics;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What the pools of HTTP/3 know.
 *
 * @param healthService null: health is not watched
 * @param blocking runs look-ups of names
 * @param connectTcp makes HTTP/2 connect: whether TCP works is to be known
 */
public record RouteSettings(
    Http3Policy policy,
    PoolLimits limits,
    BreakerPolicy breaker,
    @Nullable String healthService,
    QuicDialer dialer,
    Reachability reachability,
    ClientMetrics metrics,
    ScheduledExecutorService timer,
    Executor blocking,
    Runnable connectTcp) {}
