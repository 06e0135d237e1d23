/** ML-KEM (FIPS 203) by the JDK, with keys of a seed by Bouncy Castle. */
@NullMarked
package io.ghostbridge.crypto.mlkem.internal;

import org.jspecify.annotations.NullMarked;
