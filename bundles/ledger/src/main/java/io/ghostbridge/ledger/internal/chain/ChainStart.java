package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.ledger.internal.codec.BlockCodec;
import io.ghostbridge.ledger.internal.codec.HeaderCodec;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.execution.BlockExecution;
import io.ghostbridge.ledger.internal.execution.GenesisExecution;
import io.ghostbridge.ledger.internal.execution.Machines;
import io.ghostbridge.ledger.internal.execution.StateCheck;
import io.ghostbridge.ledger.internal.log.BlockLog;
import io.ghostbridge.ledger.internal.log.LogDamagedException;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateStore;
import io.ghostbridge.ledger.internal.tree.StoreRoots;
import io.ghostbridge.proto.ledger.v1.Genesis;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens log and state, checks both against each other, and brings the state up to the log. Nothing
 * is served before all of that is done.
 */
final class ChainStart {
  private static final Logger log = LoggerFactory.getLogger(ChainStart.class);

  /** Below this, checking every entry costs nothing that anybody would notice. */
  private static final long SMALL_STATE_ENTRIES = 20_000;

  private final ChainSettings settings;
  private final Signatures signatures;
  private final Machines machines;
  private final StateFiles files;
  private final HeaderChain headers = new HeaderChain();

  ChainStart(ChainSettings settings, Signatures signatures, Machines machines) {
    this.settings = settings;
    this.signatures = signatures;
    this.machines = machines;
    this.files = new StateFiles(settings);
  }

  /** What the start leads to. */
  record Started(
      BlockLog blocks, StateStore state, StateFiles files, Block head, Amount totalSupply) {}

  Started run() throws IOException, LedgerStartException {
    StateFiles.Opened opened = files.open();
    StateStore state = opened.store();
    BlockLog blocks = null;
    try {
      blocks = openLog(state.height());
      headers.verifyHead(signatures);
      Genesis genesis = headers.genesis().orElse(null);
      if (genesis == null) {
        genesis = begin(blocks, state);
      }
      GenesisBlock.requireSame(settings, genesis);
      Amount supply = GenesisExecution.supply(genesis);
      String wrong = check(state, blocks, supply, opened.trusted()).orElse(null);
      if (wrong != null) {
        state.abandon();
        state = files.setAside(wrong).store();
      }
      new Replay(settings.rules(), machines, blocks, state).run();
      Block head = block(blocks, blocks.size() - 1);
      log.info(
          "event=ledger_started chain_id={} height={} block_hash={} state_root={}",
          head.header().chainId(),
          head.height(),
          head.hash(),
          head.header().stateRoot());
      return new Started(blocks, state, files, head, supply);
    } catch (IOException | LedgerStartException | RuntimeException e) {
      close(blocks, state);
      throw e;
    } catch (MalformedException e) {
      close(blocks, state);
      throw new LedgerStartException("the block log cannot be read: " + e.getMessage(), e);
    }
  }

  private static void close(@org.jspecify.annotations.Nullable BlockLog blocks, StateStore state) {
    state.abandon();
    if (blocks != null) {
      blocks.close();
    }
  }

  private BlockLog openLog(long committedHeight) throws IOException, LedgerStartException {
    try {
      return new BlockLog(
          settings.directory().resolve("blocks"),
          settings.segmentBytes(),
          committedHeight,
          headers);
    } catch (LogDamagedException e) {
      if (headers.unknownVersion().isPresent()) {
        throw new LedgerStartException(
            "the chain in "
                + settings.directory()
                + " cannot be read: "
                + headers.unknownVersion().get(),
            e);
      }
      String message = e.getMessage();
      throw new LedgerStartException(message == null ? "the block log is damaged" : message, e);
    }
  }

  private Genesis begin(BlockLog blocks, StateStore state) throws IOException, MalformedException {
    Genesis genesis =
        GenesisBlock.genesis(
            settings.rules(), settings.allocations().orElseGet(settings.defaultAllocations()));
    BlockExecution.Outcome outcome = GenesisExecution.execute(genesis, state.latest());
    Block block =
        GenesisBlock.block(
            settings.rules().parameters().chainId(),
            outcome.stateRoot(),
            System.currentTimeMillis());
    blocks.append(0, BlockCodec.toMessage(block).setGenesis(genesis).build().toByteArray());
    log.info(
        "event=genesis chain_id={} accounts={} supply_ghost={} directory={}",
        block.header().chainId(),
        genesis.getAllocationsCount(),
        GenesisExecution.supply(genesis),
        settings.directory());
    return genesis;
  }

  private Optional<String> check(StateStore state, BlockLog blocks, Amount supply, boolean trusted)
      throws IOException, MalformedException {
    if (state.height() < 0) {
      return Optional.empty();
    }
    Hash expected =
        HeaderCodec.decode(BlockCodec.parse(blocks.read(state.height())).getHeader().toByteArray())
            .stateRoot();
    long entries = 0;
    for (Space space : Space.values()) {
      entries += state.size(space);
    }
    if (!trusted || entries <= SMALL_STATE_ENTRIES) {
      return new StateCheck(state).run(expected, supply);
    }
    Hash found = StoreRoots.join(state.latest().roots());
    return found.equals(expected)
        ? Optional.empty()
        : Optional.of("its root is " + found + ", the head's " + expected);
  }

  static Block block(BlockLog blocks, long height) throws IOException, MalformedException {
    return BlockCodec.fromMessage(BlockCodec.parse(blocks.read(height)));
  }
}
