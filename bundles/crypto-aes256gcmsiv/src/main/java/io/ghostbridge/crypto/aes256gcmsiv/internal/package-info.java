/** AES-256-GCM-SIV (RFC 8452) on BoringSSL or Bouncy Castle. */
@NullMarked
package io.ghostbridge.crypto.aes256gcmsiv.internal;

import org.jspecify.annotations.NullMarked;
