/** The secure channel and a client of it that knows its document only. */
@NullMarked
package io.ghostbridge.peers.secure;

import org.jspecify.annotations.NullMarked;
