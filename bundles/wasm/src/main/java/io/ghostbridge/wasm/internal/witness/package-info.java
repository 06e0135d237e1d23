/** Executes calls on nothing but what a proof brings along. */
@NullMarked
package io.ghostbridge.wasm.internal.witness;

import org.jspecify.annotations.NullMarked;
