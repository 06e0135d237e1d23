@NullMarked
package io.ghostbridge.crypto.schnorr.secp256k1.internal;

import org.jspecify.annotations.NullMarked;
