package io.ghostbridge.client.internal.pool;

import io.ghostbridge.client.BreakerPolicy;
import io.ghostbridge.client.PoolLimits;
import io.ghostbridge.client.internal.metric.ClientMetrics;

/**
 * What the pools of a channel know.
 *
 * @param reconnect makes every endpoint that failed be tried again now
 */
public record PoolSettings(
    PoolLimits limits, BreakerPolicy breaker, ClientMetrics metrics, Runnable reconnect) {}
