/** HMAC (RFC 2104, FIPS 198-1) by the JDK. */
@NullMarked
package io.ghostbridge.crypto.hmac.internal;

import org.jspecify.annotations.NullMarked;
