@NullMarked
package io.ghostbridge.crypto.mldsa.internal;

import org.jspecify.annotations.NullMarked;
