/** Schnorr signatures on secp256k1 (BIP-340). */
@NullMarked
package io.ghostbridge.crypto.schnorr.secp256k1.internal;

import org.jspecify.annotations.NullMarked;
