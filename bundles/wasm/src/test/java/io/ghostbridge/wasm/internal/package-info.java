@NullMarked
package io.ghostbridge.wasm.internal;

import org.jspecify.annotations.NullMarked;
