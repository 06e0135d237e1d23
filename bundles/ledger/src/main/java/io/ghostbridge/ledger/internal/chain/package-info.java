/** The chain on one node: its genesis, its start, its blocks. */
@NullMarked
package io.ghostbridge.ledger.internal.chain;

import org.jspecify.annotations.NullMarked;
