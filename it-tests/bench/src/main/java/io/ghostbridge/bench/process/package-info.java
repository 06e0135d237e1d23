/** Processes pinned to a core, and what the kernel says they used. */
@NullMarked
package io.ghostbridge.bench.process;

import org.jspecify.annotations.NullMarked;
