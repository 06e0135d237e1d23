@NullMarked
package io.ghostbridge.crypto.boringssl.internal;

import org.jspecify.annotations.NullMarked;
