@NullMarked
package io.ghostbridge.crypto.chacha20poly1305.internal;

import org.jspecify.annotations.NullMarked;
