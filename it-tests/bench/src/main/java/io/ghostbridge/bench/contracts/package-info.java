/** Calls of contracts on a running node, signed as Ethereum's wallets sign. */
@NullMarked
package io.ghostbridge.bench.contracts;

import org.jspecify.annotations.NullMarked;
