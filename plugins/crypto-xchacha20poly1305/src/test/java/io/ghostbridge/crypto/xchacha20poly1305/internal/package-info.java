@NullMarked
package io.ghostbridge.crypto.xchacha20poly1305.internal;

import org.jspecify.annotations.NullMarked;
