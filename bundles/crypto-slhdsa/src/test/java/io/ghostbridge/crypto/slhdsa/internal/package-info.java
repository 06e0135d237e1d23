@NullMarked
package io.ghostbridge.crypto.slhdsa.internal;

import org.jspecify.annotations.NullMarked;
