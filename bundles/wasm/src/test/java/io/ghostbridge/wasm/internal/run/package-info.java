@NullMarked
package io.ghostbridge.wasm.internal.run;

import org.jspecify.annotations.NullMarked;
