/** Peers against a node that runs as an operator runs it. */
@NullMarked
package io.ghostbridge.peers.node;

import org.jspecify.annotations.NullMarked;
