@NullMarked
package io.ghostbridge.crypto.keccak256.internal;

import org.jspecify.annotations.NullMarked;
