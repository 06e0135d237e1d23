@NullMarked
package io.ghostbridge.crypto;

import org.jspecify.annotations.NullMarked;
