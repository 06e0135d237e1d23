/** DNS over HTTPS (RFC 8484), by HTTP/2 and by HTTP/3. */
@NullMarked
package io.ghostbridge.transport.dns.internal.https;

import org.jspecify.annotations.NullMarked;
