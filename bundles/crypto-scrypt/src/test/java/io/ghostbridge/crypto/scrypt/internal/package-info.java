@NullMarked
package io.ghostbridge.crypto.scrypt.internal;

import org.jspecify.annotations.NullMarked;
