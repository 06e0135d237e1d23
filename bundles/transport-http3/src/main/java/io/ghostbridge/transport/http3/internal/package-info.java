/** gRPC over HTTP/3 (RFC 9114): listening, configuration, and the end. */
@NullMarked
package io.ghostbridge.transport.http3.internal;

import org.jspecify.annotations.NullMarked;
