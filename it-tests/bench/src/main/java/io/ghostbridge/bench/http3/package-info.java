/** A load generator for gRPC over HTTP/3, on Netty's QUIC. */
@NullMarked
package io.ghostbridge.bench.http3;

import org.jspecify.annotations.NullMarked;
