/** ML-KEM (FIPS 203) by Bouncy Castle. */
@NullMarked
package io.ghostbridge.crypto.mlkem.internal;

import org.jspecify.annotations.NullMarked;
