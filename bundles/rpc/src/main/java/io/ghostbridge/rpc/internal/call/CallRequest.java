package io.ghostbridge.rpc.internal.call;

import org.jspecify.annotations.Nullable;

/**
 * What a request's header section says about the call.
 *
 * @param authority the host that the client asked for
 * @param timeoutNanos how long the client waits, negative for ever
 * @param gzip whether the client's messages may be compressed
 * @param acceptsGzip whether the client understands compressed answers
 */
record CallRequest(
    @Nullable String authority, long timeoutNanos, boolean gzip, boolean acceptsGzip) {}
