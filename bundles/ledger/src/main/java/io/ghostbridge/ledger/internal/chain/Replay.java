package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.ethereum.transaction.LogsBloom;
import io.ghostbridge.ledger.internal.codec.BlockCodec;
import io.ghostbridge.ledger.internal.codec.HeaderCodec;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.codec.Proto;
import io.ghostbridge.ledger.internal.execution.BlockExecution;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import io.ghostbridge.ledger.internal.execution.GenesisExecution;
import io.ghostbridge.ledger.internal.execution.Machines;
import io.ghostbridge.ledger.internal.log.BlockLog;
import io.ghostbridge.ledger.internal.state.BlockChanges;
import io.ghostbridge.ledger.internal.state.StateStore;
import io.ghostbridge.proto.ledger.v1.SignedBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a state store up to the log by executing again the blocks that it lacks. */
final class Replay {
  private static final Logger log = LoggerFactory.getLogger(Replay.class);
  private static final int FLUSH_EVERY_BLOCKS = 1000;

  private final BlockLog blocks;
  private final StateStore state;
  private final Reexecution reexecution;
  private @Nullable BlockHeader parent;

  Replay(ChainRules rules, Machines machines, BlockLog blocks, StateStore state) {
    this.blocks = blocks;
    this.state = state;
    this.reexecution = new Reexecution(rules, machines, this::hash);
  }

  /** Executes every block after the state's height. */
  void run() throws IOException, LedgerStartException {
    long from = state.height() + 1;
    long to = blocks.size() - 1;
    if (from > to) {
      return;
    }
    run(to, height -> true);
    log.info("event=replayed from={} to={}", from, to);
  }

  /**
   * Executes every block after the state's height up to {@code to}.
   *
   * @param progress is told the height of each block that was executed, and whether to go on
   */
  void run(long to, LongPredicate progress) throws IOException, LedgerStartException {
    long from = state.height() + 1;
    for (long height = from; height <= to; height++) {
      try {
        apply(BlockCodec.parse(blocks.read(height)));
      } catch (MalformedException
          | TransactionRejectedException
          | Reexecution.MismatchException e) {
        throw new LedgerStartException(
            "block " + height + " of the log cannot be executed again: " + e.getMessage(), e);
      }
      if ((height - from) % FLUSH_EVERY_BLOCKS == FLUSH_EVERY_BLOCKS - 1) {
        state.flush();
        log.info("event=replay height={} of={}", height, to);
      }
      if (!progress.test(height)) {
        return;
      }
    }
    state.flush();
  }

  private void apply(SignedBlock message)
      throws IOException,
          MalformedException,
          TransactionRejectedException,
          Reexecution.MismatchException {
    Block block = BlockCodec.fromMessage(message);
    BlockExecution.Outcome outcome;
    if (block.height() == 0) {
      outcome = GenesisExecution.execute(message.getGenesis(), state.latest());
      Reexecution.requireRoots(block, outcome);
    } else {
      outcome = reexecution.execute(block, parentOf(block), state.latest());
    }
    state.apply(changes(block, outcome));
    parent = block.header();
  }

  private BlockHeader parentOf(Block block) throws IOException, MalformedException {
    BlockHeader known = parent;
    return known != null && known.height() == block.height() - 1
        ? known
        : HeaderCodec.decode(
            BlockCodec.parse(blocks.read(block.height() - 1)).getHeader().toByteArray());
  }

  private Hash hash(long height) {
    try {
      return HeaderCodec.hash(Proto.bytes(BlockCodec.parse(blocks.read(height)).getHeader()));
    } catch (IOException e) {
      throw new UncheckedIOException("block " + height + " cannot be read", e);
    } catch (MalformedException e) {
      throw new IllegalStateException("block " + height + " cannot be read", e);
    }
  }

  static BlockChanges changes(Block block, BlockExecution.Outcome outcome) {
    return new BlockChanges(
        block.height(),
        block.hash(),
        block.transactions().stream().map(Transaction::id).toList(),
        outcome.journal(),
        outcome.roots().trees(),
        outcome.roots().nodes(),
        bloom(outcome));
  }

  private static Optional<Bytes> bloom(BlockExecution.Outcome outcome) {
    LogsBloom bloom = null;
    for (Receipt receipt : outcome.receipts()) {
      if (receipt.contract().isPresent()) {
        for (Log event : receipt.contract().get().logs()) {
          bloom = bloom == null ? new LogsBloom() : bloom;
          bloom.add(event);
        }
      }
    }
    return Optional.ofNullable(bloom).map(LogsBloom::toBytes);
  }
}
