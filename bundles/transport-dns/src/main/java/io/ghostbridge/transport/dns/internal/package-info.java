/** DNS over UDP and TCP (RFC 1035, RFC 7766) on Netty. */
@NullMarked
package io.ghostbridge.transport.dns.internal;

import org.jspecify.annotations.NullMarked;
