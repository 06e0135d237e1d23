/** DNS over TCP (RFC 7766), in clear text or within TLS (RFC 7858). */
@NullMarked
package io.ghostbridge.transport.dns.internal.tcp;

import org.jspecify.annotations.NullMarked;
