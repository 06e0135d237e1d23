/** BLAKE2b (RFC 7693). */
@NullMarked
package io.ghostbridge.crypto.blake2b.internal;

import org.jspecify.annotations.NullMarked;
