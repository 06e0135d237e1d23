package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ledger.internal.execution.BaseFee;
import io.ghostbridge.ledger.internal.execution.BlockExecution;
import io.ghostbridge.ledger.internal.execution.BlockStart;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.ledger.internal.execution.Machines;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import java.util.function.LongFunction;

/** Executes blocks that were executed before, and compares all that their headers say. */
final class Reexecution {
  private final ChainRules rules;
  private final Machines machines;
  private final LongFunction<Hash> hashes;

  /** A block executes to something else than its header says. */
  static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MismatchException(long height, String what, Object committed, Object computed) {
      super(
          "block "
              + height
              + " executes to the "
              + what
              + " "
              + computed
              + ", and its header says "
              + committed
              + ": its log was made by an incompatible version, or was changed");
    }
  }

  /**
   * @param hashes the hash of the block at a height below the ones that are executed
   */
  Reexecution(ChainRules rules, Machines machines, LongFunction<Hash> hashes) {
    this.rules = rules;
    this.machines = machines;
    this.hashes = hashes;
  }

  /** Begins {@code block}, which is not the first, over the state before it. */
  BlockExecution begin(Block block, StateSnapshot state) {
    BlockHeader header = block.header();
    return new BlockExecution(
        rules,
        state,
        new BlockStart(
            Address.ofEd25519(header.proposerPublicKey().unsafeArray()),
            header.timeMillis(),
            header.baseFee(),
            header.parentHash(),
            hashes),
        machines);
  }

  /** Executes {@code block}, which follows on {@code parent}, over the state before it. */
  BlockExecution.Outcome execute(Block block, BlockHeader parent, StateSnapshot state)
      throws TransactionRejectedException, MismatchException {
    Amount baseFee = BaseFee.next(parent, rules.parameters().contracts());
    require(block, "base fee", block.header().baseFee(), baseFee);
    BlockExecution execution = begin(block, state);
    for (Transaction transaction : block.transactions()) {
      execution.execute(transaction);
    }
    BlockExecution.Outcome outcome = execution.finish();
    require(block, "gas used", block.header().gasUsed(), outcome.gasUsed());
    requireRoots(block, outcome);
    return outcome;
  }

  /** Compares the roots of {@code block} with what executing it led to. */
  static void requireRoots(Block block, BlockExecution.Outcome outcome) throws MismatchException {
    BlockHeader header = block.header();
    require(block, "state root", header.stateRoot(), outcome.stateRoot());
    require(
        block,
        "transactions root",
        header.transactionsRoot(),
        Proposer.transactionsRoot(block.transactions()));
    require(
        block, "receipts root", header.receiptsRoot(), Proposer.receiptsRoot(outcome.receipts()));
  }

  private static void require(Block block, String what, Object committed, Object computed)
      throws MismatchException {
    if (!committed.equals(computed)) {
      throw new MismatchException(block.height(), what, committed, computed);
    }
  }
}
