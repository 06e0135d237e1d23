/** X25519 (RFC 7748) on BoringSSL or Bouncy Castle. */
@NullMarked
package io.ghostbridge.crypto.x25519.internal;

import org.jspecify.annotations.NullMarked;
