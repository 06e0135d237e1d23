/** ECDSA on P-256. */
@NullMarked
package io.ghostbridge.crypto.ecdsa.p256.internal;

import org.jspecify.annotations.NullMarked;
