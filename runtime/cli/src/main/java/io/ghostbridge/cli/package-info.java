/** The commands of {@code bin/ghostbridge}. */
@NullMarked
package io.ghostbridge.cli;

import org.jspecify.annotations.NullMarked;
