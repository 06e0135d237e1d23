/** BLAKE3. */
@NullMarked
package io.ghostbridge.crypto.blake3.internal;

import org.jspecify.annotations.NullMarked;
