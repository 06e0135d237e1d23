/** Trees of keys on Ed25519, secp256k1 and P-256 (SLIP-10). */
@NullMarked
package io.ghostbridge.crypto.slip10.internal;

import org.jspecify.annotations.NullMarked;
