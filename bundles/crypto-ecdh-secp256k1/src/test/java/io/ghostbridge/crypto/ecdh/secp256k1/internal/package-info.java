@NullMarked
package io.ghostbridge.crypto.ecdh.secp256k1.internal;

import org.jspecify.annotations.NullMarked;
