/**
 * What all transports with connections have in common: their limits, and a query's way from its
 * bytes to those of its response.
 */
@NullMarked
package io.ghostbridge.transport.dns.internal.connection;

import org.jspecify.annotations.NullMarked;
