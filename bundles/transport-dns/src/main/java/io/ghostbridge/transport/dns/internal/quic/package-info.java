/** QUIC's sockets and connections (RFC 9000), and DNS over QUIC on them (RFC 9250). */
@NullMarked
package io.ghostbridge.transport.dns.internal.quic;

import org.jspecify.annotations.NullMarked;
