@NullMarked
package io.ghostbridge.crypto.internal;

import org.jspecify.annotations.NullMarked;
