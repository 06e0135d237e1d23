/** Many subscribers of blocks, with as little of a client as that takes. */
@NullMarked
package io.ghostbridge.bench.blocks;

import org.jspecify.annotations.NullMarked;
