/** Diffie-Hellman on P-384. */
@NullMarked
package io.ghostbridge.crypto.ecdh.p384.internal;

import org.jspecify.annotations.NullMarked;
