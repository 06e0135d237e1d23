/** Configuration, listening sockets, and the component. */
@NullMarked
package io.ghostbridge.transport.dns.internal;

import org.jspecify.annotations.NullMarked;
