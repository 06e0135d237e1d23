/** ChaCha20-Poly1305 (RFC 8439) on BoringSSL or the JDK. */
@NullMarked
package io.ghostbridge.crypto.chacha20poly1305.internal;

import org.jspecify.annotations.NullMarked;
