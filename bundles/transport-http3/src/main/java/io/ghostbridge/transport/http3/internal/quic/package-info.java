/**
 * What surrounds Netty's QUIC codec (RFC 9000, 9001): whose datagrams are read, address validation,
 * connection ids, stateless resets, and TLS.
 */
@NullMarked
package io.ghostbridge.transport.http3.internal.quic;

import org.jspecify.annotations.NullMarked;
