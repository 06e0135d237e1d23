@NullMarked
package io.ghostbridge.crypto.blake2b.internal;

import org.jspecify.annotations.NullMarked;
