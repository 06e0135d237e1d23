@NullMarked
package io.ghostbridge.crypto.mlkem.internal;

import org.jspecify.annotations.NullMarked;
