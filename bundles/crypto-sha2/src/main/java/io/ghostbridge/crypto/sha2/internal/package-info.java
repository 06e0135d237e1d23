/** SHA-2 (FIPS 180-4) by the JDK, whose intrinsics nothing else in Java matches. */
@NullMarked
package io.ghostbridge.crypto.sha2.internal;

import org.jspecify.annotations.NullMarked;
