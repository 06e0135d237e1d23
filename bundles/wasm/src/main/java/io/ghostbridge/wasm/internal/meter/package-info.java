/** Rewrites a module so that it counts its gas and its stack itself. */
@NullMarked
package io.ghostbridge.wasm.internal.meter;

import org.jspecify.annotations.NullMarked;
