@NullMarked
package io.ghostbridge.crypto.ecdsa.secp256k1.internal;

import org.jspecify.annotations.NullMarked;
