@NullMarked
package io.ghostbridge.crypto.bls12381.internal;

import org.jspecify.annotations.NullMarked;
