/** Keccak-256 with the padding of before FIPS 202, as Ethereum uses it. */
@NullMarked
package io.ghostbridge.crypto.keccak256.internal;

import org.jspecify.annotations.NullMarked;
