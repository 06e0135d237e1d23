@NullMarked
package io.ghostbridge.crypto.random.internal;

import org.jspecify.annotations.NullMarked;
