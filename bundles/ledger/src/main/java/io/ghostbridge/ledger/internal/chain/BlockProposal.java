package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ledger.internal.codec.HeaderCodec;
import io.ghostbridge.ledger.internal.execution.BlockExecution;
import java.util.List;
import java.util.Map;

/** An executed block and what executing it led to. */
record BlockProposal(
    BlockHeader header,
    Bytes encodedHeader,
    BlockExecution.Outcome outcome,
    List<Transaction> included,
    Map<Transaction, TransactionRejectedException> rejected,
    List<Transaction> deferred)
    implements BlockExecutor.Proposal {
  @Override
  public Bytes signedBytes() {
    return Bytes.wrap(HeaderCodec.signedBytes(encodedHeader));
  }
}
