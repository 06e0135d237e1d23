/** The append-only log of blocks, which is the truth that everything else can be rebuilt from. */
@NullMarked
package io.ghostbridge.ledger.internal.log;

import org.jspecify.annotations.NullMarked;
