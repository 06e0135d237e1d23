/** DNS over UDP in clear text, by which most questions come. */
@NullMarked
package io.ghostbridge.transport.dns.internal.udp;

import org.jspecify.annotations.NullMarked;
