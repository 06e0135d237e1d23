/** BLS signatures on BLS12-381, by blst or Bouncy Castle. */
@NullMarked
package io.ghostbridge.crypto.bls12381.internal;

import org.jspecify.annotations.NullMarked;
