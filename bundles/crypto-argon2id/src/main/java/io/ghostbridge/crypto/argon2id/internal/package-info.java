/** Argon2id (RFC 9106) by Bouncy Castle. */
@NullMarked
package io.ghostbridge.crypto.argon2id.internal;

import org.jspecify.annotations.NullMarked;
