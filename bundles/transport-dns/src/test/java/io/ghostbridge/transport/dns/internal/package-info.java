/** Tests of the DNS transport with real clients. */
@NullMarked
package io.ghostbridge.transport.dns.internal;

import org.jspecify.annotations.NullMarked;
