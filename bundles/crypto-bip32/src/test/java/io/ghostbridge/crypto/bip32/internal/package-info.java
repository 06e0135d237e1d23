@NullMarked
package io.ghostbridge.crypto.bip32.internal;

import org.jspecify.annotations.NullMarked;
