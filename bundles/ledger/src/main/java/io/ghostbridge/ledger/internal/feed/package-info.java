/** The live stream of blocks. */
@NullMarked
package io.ghostbridge.ledger.internal.feed;

import org.jspecify.annotations.NullMarked;
