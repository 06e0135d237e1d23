/** DNS messages on the wire (RFC 1035, RFC 6891): queries are decoded, responses encoded. */
@NullMarked
package io.ghostbridge.transport.dns.internal.message;

import org.jspecify.annotations.NullMarked;
