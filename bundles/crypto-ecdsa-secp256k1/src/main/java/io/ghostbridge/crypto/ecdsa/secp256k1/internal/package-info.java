/** ECDSA on secp256k1, with recovery of public keys. */
@NullMarked
package io.ghostbridge.crypto.ecdsa.secp256k1.internal;

import org.jspecify.annotations.NullMarked;
