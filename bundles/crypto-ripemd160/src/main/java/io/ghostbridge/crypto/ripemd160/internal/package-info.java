/** RIPEMD-160, for the addresses that need it. */
@NullMarked
package io.ghostbridge.crypto.ripemd160.internal;

import org.jspecify.annotations.NullMarked;
