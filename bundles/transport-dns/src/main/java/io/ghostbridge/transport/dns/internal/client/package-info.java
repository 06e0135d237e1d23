/** Clients by their addresses: the networks they are of, and how many connections each has. */
@NullMarked
package io.ghostbridge.transport.dns.internal.client;

import org.jspecify.annotations.NullMarked;
