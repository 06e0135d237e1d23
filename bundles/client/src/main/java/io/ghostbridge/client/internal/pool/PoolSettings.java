package io.ghostbridge.client.internal.pool;

import io.ghostbridge.client.BreakerPolicy;
import io.ghostbridge.client.PoolLimits;
import io.ghostbridge.client.internal.metric.ClientMetrics;
import io.ghostbridge.client.internal.route.Reachability;

/**
 * What the pools of a channel know.
 *
 * @param reachability told which endpoints are reached
 * @param reconnect makes every endpoint that failed be tried again now
 */
public record PoolSettings(
    PoolLimits limits,
    BreakerPolicy breaker,
    ClientMetrics metrics,
    Reachability reachability,
    Runnable reconnect) {}
