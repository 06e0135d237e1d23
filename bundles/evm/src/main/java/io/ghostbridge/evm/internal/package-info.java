/** Ethereum's bytecode on the word machine, and whole transactions. */
@NullMarked
package io.ghostbridge.evm.internal;

import org.jspecify.annotations.NullMarked;
