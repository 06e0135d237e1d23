/** Contracts' bytecode on our machine and on others'. */
@NullMarked
package io.ghostbridge.bench.evm;

import org.jspecify.annotations.NullMarked;
