/** SHA-3 and SHAKE (FIPS 202) by Bouncy Castle, measured faster than the JDK. */
@NullMarked
package io.ghostbridge.crypto.sha3.internal;

import org.jspecify.annotations.NullMarked;
