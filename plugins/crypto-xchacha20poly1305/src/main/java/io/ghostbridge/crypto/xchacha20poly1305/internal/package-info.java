/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03). */
@NullMarked
package io.ghostbridge.crypto.xchacha20poly1305.internal;

import org.jspecify.annotations.NullMarked;
