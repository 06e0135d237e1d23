@NullMarked
package io.ghostbridge.crypto.x25519.internal;

import org.jspecify.annotations.NullMarked;
