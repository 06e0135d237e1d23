/** ML-DSA (FIPS 204) on BoringSSL or Bouncy Castle. */
@NullMarked
package io.ghostbridge.crypto.mldsa.internal;

import org.jspecify.annotations.NullMarked;
