@NullMarked
package io.ghostbridge.wasm.internal.specification;

import org.jspecify.annotations.NullMarked;
