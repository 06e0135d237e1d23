/** Trees of keys on secp256k1 (BIP-32). */
@NullMarked
package io.ghostbridge.crypto.bip32.internal;

import org.jspecify.annotations.NullMarked;
