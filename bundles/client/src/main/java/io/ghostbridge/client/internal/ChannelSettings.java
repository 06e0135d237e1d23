package io.ghostbridge.client.internal;

import io.ghostbridge.client.BatchLimits;
import io.ghostbridge.client.BreakerPolicy;
import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.HedgingPolicy;
import io.ghostbridge.client.Http3Policy;
import io.ghostbridge.client.PoolLimits;
import io.ghostbridge.client.RetryPolicy;
import io.ghostbridge.client.internal.config.Endpoint;
import io.ghostbridge.secure.channel.SecureChannel;
import io.grpc.ServiceDescriptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel was told; the builder's methods say what each means.
 *
 * @param tls null: clear text
 * @param http3 null: HTTP/2 alone
 * @param quicHandshake when one is given up
 * @param batches null: every call goes alone
 * @param tags of all meters
 * @param healthService null: health is not watched
 */
public record ChannelSettings(
    List<Endpoint> endpoints,
    @Nullable ClientTls tls,
    @Nullable Http3Policy http3,
    Duration quicHandshake,
    PoolLimits pool,
    @Nullable BatchLimits batches,
    @Nullable RetryPolicy retries,
    @Nullable HedgingPolicy hedging,
    BreakerPolicy breaker,
    Duration deadline,
    int maximumCalls,
    @Nullable String healthService,
    List<ServiceDescriptor> services,
    @Nullable SecureChannel secureChannel,
    MeterRegistry metrics,
    Tags tags) {}
