/** Questions that no zone here claims, passed on to other servers. */
@NullMarked
package io.ghostbridge.transport.dns.internal.forward;

import org.jspecify.annotations.NullMarked;
