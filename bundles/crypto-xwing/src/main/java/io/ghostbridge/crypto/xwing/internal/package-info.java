/**
 * X-Wing (draft-connolly-cfrg-xwing-kem), put together from the installed X25519, ML-KEM-768 and
 * SHA-3.
 */
@NullMarked
package io.ghostbridge.crypto.xwing.internal;

import org.jspecify.annotations.NullMarked;
