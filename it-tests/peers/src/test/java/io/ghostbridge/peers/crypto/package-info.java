/** Our algorithms against Node's and noble's on random input, in both directions. */
@NullMarked
package io.ghostbridge.peers.crypto;

import org.jspecify.annotations.NullMarked;
