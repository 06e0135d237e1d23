/** Official test vectors as data, for the tests of other modules. */
@NullMarked
package io.ghostbridge.it.vectors;

import org.jspecify.annotations.NullMarked;
