@NullMarked
package io.ghostbridge.crypto.libsecp256k1.internal;

import org.jspecify.annotations.NullMarked;
