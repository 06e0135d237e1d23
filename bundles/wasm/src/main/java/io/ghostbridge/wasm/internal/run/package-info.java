/** Runs rewritten modules in Endive. */
@NullMarked
package io.ghostbridge.wasm.internal.run;

import org.jspecify.annotations.NullMarked;
