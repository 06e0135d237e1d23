/** HKDF (RFC 5869) by the JDK. */
@NullMarked
package io.ghostbridge.crypto.hkdf.internal;

import org.jspecify.annotations.NullMarked;
