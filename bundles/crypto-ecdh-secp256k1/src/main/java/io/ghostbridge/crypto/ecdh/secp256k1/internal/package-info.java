/** Diffie-Hellman on secp256k1. */
@NullMarked
package io.ghostbridge.crypto.ecdh.secp256k1.internal;

import org.jspecify.annotations.NullMarked;
