@NullMarked
package io.ghostbridge.crypto.hkdf.internal;

import org.jspecify.annotations.NullMarked;
