@NullMarked
package io.ghostbridge.crypto.bip39.internal;

import org.jspecify.annotations.NullMarked;
