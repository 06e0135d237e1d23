/** Plugins that are swapped while clients call them. */
@NullMarked
package io.ghostbridge.bench.swap;

import org.jspecify.annotations.NullMarked;
