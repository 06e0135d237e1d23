@NullMarked
package io.ghostbridge.crypto.ripemd160.internal;

import org.jspecify.annotations.NullMarked;
