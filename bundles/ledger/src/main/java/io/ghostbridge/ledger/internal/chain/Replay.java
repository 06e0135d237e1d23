package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ledger.internal.codec.BlockCodec;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.execution.BlockExecution;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.ledger.internal.execution.GenesisExecution;
import io.ghostbridge.ledger.internal.log.BlockLog;
import io.ghostbridge.ledger.internal.state.BlockChanges;
import io.ghostbridge.ledger.internal.state.StateStore;
import io.ghostbridge.proto.ledger.v1.SignedBlock;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the state store up to the log by executing again the blocks that it lacks. */
final class Replay {
  private static final Logger log = LoggerFactory.getLogger(Replay.class);
  private static final int FLUSH_EVERY_BLOCKS = 1000;

  private final ChainRules rules;
  private final BlockLog blocks;
  private final StateStore state;

  Replay(ChainRules rules, BlockLog blocks, StateStore state) {
    this.rules = rules;
    this.blocks = blocks;
    this.state = state;
  }

  /** Executes every block after the state's height. */
  void run() throws IOException, LedgerStartException {
    long from = state.height() + 1;
    if (from >= blocks.size()) {
      return;
    }
    for (long height = from; height < blocks.size(); height++) {
      try {
        apply(BlockCodec.parse(blocks.read(height)));
      } catch (MalformedException | TransactionRejectedException e) {
        throw new LedgerStartException(
            "block " + height + " of the log cannot be executed again: " + e.getMessage(), e);
      }
      if ((height - from) % FLUSH_EVERY_BLOCKS == FLUSH_EVERY_BLOCKS - 1) {
        state.flush();
        log.info("event=replay height={} of={}", height, blocks.size() - 1);
      }
    }
    state.flush();
    log.info("event=replayed from={} to={}", from, blocks.size() - 1);
  }

  private void apply(SignedBlock message)
      throws MalformedException, TransactionRejectedException, LedgerStartException {
    Block block = BlockCodec.fromMessage(message);
    BlockExecution.Outcome outcome =
        block.height() == 0
            ? GenesisExecution.execute(message.getGenesis(), state.latest())
            : execute(block);
    require(block, "state root", block.header().stateRoot(), outcome.stateRoot());
    require(
        block,
        "transactions root",
        block.header().transactionsRoot(),
        Proposer.transactionsRoot(block.transactions()));
    require(
        block,
        "receipts root",
        block.header().receiptsRoot(),
        Proposer.receiptsRoot(outcome.receipts()));
    state.apply(changes(block, outcome));
  }

  private BlockExecution.Outcome execute(Block block) throws TransactionRejectedException {
    Address proposer = Address.ofEd25519(block.header().proposerPublicKey().unsafeArray());
    BlockExecution execution = new BlockExecution(rules, state.latest(), proposer);
    for (Transaction transaction : block.transactions()) {
      execution.execute(transaction);
    }
    return execution.finish();
  }

  private static void require(Block block, String what, Hash committed, Hash computed)
      throws LedgerStartException {
    if (!committed.equals(computed)) {
      throw new LedgerStartException(
          "block "
              + block.height()
              + " executes to the "
              + what
              + " "
              + computed
              + ", and its header says "
              + committed
              + ": its log was made by an incompatible version, or was changed");
    }
  }

  static BlockChanges changes(Block block, BlockExecution.Outcome outcome) {
    return new BlockChanges(
        block.height(),
        block.hash(),
        block.transactions().stream().map(Transaction::id).toList(),
        outcome.journal(),
        outcome.trees());
  }
}
