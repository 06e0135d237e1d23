/** ECDSA on P-384. */
@NullMarked
package io.ghostbridge.crypto.ecdsa.p384.internal;

import org.jspecify.annotations.NullMarked;
