/** SLH-DSA (FIPS 205) on BoringSSL or Bouncy Castle. */
@NullMarked
package io.ghostbridge.crypto.slhdsa.internal;

import org.jspecify.annotations.NullMarked;
