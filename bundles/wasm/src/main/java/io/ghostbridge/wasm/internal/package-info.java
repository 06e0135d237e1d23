/** The virtual machine of contracts in WebAssembly. */
@NullMarked
package io.ghostbridge.wasm.internal;

import org.jspecify.annotations.NullMarked;
