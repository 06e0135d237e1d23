/** scrypt (RFC 7914) by Bouncy Castle. */
@NullMarked
package io.ghostbridge.crypto.scrypt.internal;

import org.jspecify.annotations.NullMarked;
