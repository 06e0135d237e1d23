/**
 * gRPC's calls on HTTP/3: connections of QUIC, and calls on their streams. Netty's QUIC and HTTP/3
 * codecs are optional: classes here are loaded only where {@link
 * io.ghostbridge.client.internal.http3.QuicSupport} has found them.
 */
@NullMarked
package io.ghostbridge.client.internal.http3;

import org.jspecify.annotations.NullMarked;
