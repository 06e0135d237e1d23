/** Transactions, made and submitted as any client does it. */
@NullMarked
package io.ghostbridge.bench.chain;

import org.jspecify.annotations.NullMarked;
