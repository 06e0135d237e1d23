/** PBKDF2 (RFC 8018) over the JDK's HMAC; the JDK's own takes no passwords that are no text. */
@NullMarked
package io.ghostbridge.crypto.pbkdf2.internal;

import org.jspecify.annotations.NullMarked;
