/**
 * The curve alt_bn128 of EIP-196 and EIP-197 with its pairing. No library that Maven Central has
 * computes on it: Besu's natives are published elsewhere, and Milagro's BN254 is another curve.
 */
@NullMarked
package io.ghostbridge.evm.internal.bn254;

import org.jspecify.annotations.NullMarked;
