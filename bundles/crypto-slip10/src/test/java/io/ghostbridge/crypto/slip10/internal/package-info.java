@NullMarked
package io.ghostbridge.crypto.slip10.internal;

import org.jspecify.annotations.NullMarked;
