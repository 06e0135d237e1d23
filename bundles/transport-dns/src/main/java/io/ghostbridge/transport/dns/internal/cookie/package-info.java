/** DNS cookies (RFC 7873, RFC 9018), which prove where a client is. */
@NullMarked
package io.ghostbridge.transport.dns.internal.cookie;

import org.jspecify.annotations.NullMarked;
