/** What a contract can ask of the chain: the import module {@code ghost}. */
@NullMarked
package io.ghostbridge.wasm.internal.host;

import org.jspecify.annotations.NullMarked;
