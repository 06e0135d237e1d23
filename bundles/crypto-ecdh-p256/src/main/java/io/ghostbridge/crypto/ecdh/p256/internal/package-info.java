/** Diffie-Hellman on P-256. */
@NullMarked
package io.ghostbridge.crypto.ecdh.p256.internal;

import org.jspecify.annotations.NullMarked;
