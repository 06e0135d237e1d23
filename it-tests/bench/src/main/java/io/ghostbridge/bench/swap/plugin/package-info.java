/** The classes that the benchmark of swaps packs into plugins. */
@NullMarked
package io.ghostbridge.bench.swap.plugin;

import org.jspecify.annotations.NullMarked;
