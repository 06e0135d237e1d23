/** TLS 1.3 with the shared certificate, over TCP and within QUIC. */
@NullMarked
package io.ghostbridge.transport.dns.internal.tls;

import org.jspecify.annotations.NullMarked;
