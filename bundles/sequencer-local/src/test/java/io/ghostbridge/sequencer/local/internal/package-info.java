/**
 * Tests of the mempool; the sequencer as a whole is tested with the ledger, in names-ledger and
 * chain.
 */
@NullMarked
package io.ghostbridge.sequencer.local.internal;

import org.jspecify.annotations.NullMarked;
