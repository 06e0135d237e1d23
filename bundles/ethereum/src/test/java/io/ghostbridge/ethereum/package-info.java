@NullMarked
package io.ghostbridge.ethereum;

import org.jspecify.annotations.NullMarked;
