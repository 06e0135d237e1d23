/** A module of WebAssembly: read, limited and validated before anything else sees it. */
@NullMarked
package io.ghostbridge.wasm.internal.module;

import org.jspecify.annotations.NullMarked;
