package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.ChainVerifier;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.ledger.internal.codec.BlockCodec;
import io.ghostbridge.ledger.internal.codec.HeaderCodec;
import io.ghostbridge.ledger.internal.codec.MalformedException;
import io.ghostbridge.ledger.internal.codec.TransactionCodec;
import io.ghostbridge.ledger.internal.execution.BaseFee;
import io.ghostbridge.ledger.internal.execution.BlockExecution;
import io.ghostbridge.ledger.internal.execution.BlockStart;
import io.ghostbridge.ledger.internal.execution.ContractRun;
import io.ghostbridge.ledger.internal.execution.ContractStateView;
import io.ghostbridge.ledger.internal.execution.Machines;
import io.ghostbridge.ledger.internal.execution.StateCheck;
import io.ghostbridge.ledger.internal.execution.StateView;
import io.ghostbridge.ledger.internal.feed.BlockFeed;
import io.ghostbridge.ledger.internal.log.BlockLog;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import io.ghostbridge.ledger.internal.state.StateStore;
import io.ghostbridge.ledger.internal.state.TransactionPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain of one node: its log, its state, and the way from a proposal to a durable block. A
 * block is committed when its record in the log is on the disk; state, listeners and subscribers
 * follow, in this order, before {@link #commit} returns.
 */
public final class Chain implements BlockExecutor, ChainVerifier, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Chain.class);

  private final ChainSettings settings;
  private final Signatures signatures;
  private final Machines machines;
  private final Consumer<Block> listener;
  private final DirectoryLock lock;
  private final BlockLog blocks;
  private final StateStore state;
  private final StateFiles files;
  private final Amount totalSupply;
  private final TransactionCheck check;
  private final Proposer proposer;
  private final VerifiedTransactions verified = new VerifiedTransactions();
  private final RecentBlocks recent = new RecentBlocks();
  private final Flusher flusher;
  private final BlockFeed feed;
  private final ChainVerification verification;
  private final Object producing = new Object();
  private volatile Tip tip;
  private volatile boolean closed;

  /** The latest block and the state after it, which change together. */
  private record Tip(Block block, StateSnapshot state, StateView view) {}

  /**
   * Starts the chain in a data directory; returns when everything was checked.
   *
   * @param listener is told of each block before anybody else sees it
   */
  public Chain(ChainSettings settings, Signatures signatures, Consumer<Block> listener)
      throws IOException, LedgerStartException {
    this(settings, signatures, Machines.NONE, listener);
  }

  /**
   * Starts the chain in a data directory; returns when everything was checked.
   *
   * @param machines run contracts
   * @param listener is told of each block before anybody else sees it
   */
  public Chain(
      ChainSettings settings, Signatures signatures, Machines machines, Consumer<Block> listener)
      throws IOException, LedgerStartException {
    this.settings = settings;
    this.signatures = signatures;
    this.machines = machines;
    this.listener = listener;
    lock = DirectoryLock.of(settings.directory());
    ChainStart.Started started;
    try {
      started = new ChainStart(settings, signatures, machines).run();
    } catch (IOException | LedgerStartException | RuntimeException e) {
      lock.close();
      throw e;
    }
    blocks = started.blocks();
    state = started.state();
    files = started.files();
    totalSupply = started.totalSupply();
    check = new TransactionCheck(settings.rules(), signatures);
    proposer =
        new Proposer(
            settings.rules(), check, verified, machines, height -> committedBlock(height).hash());
    tip = tip(started.head());
    recent.add(started.head());
    flusher = new Flusher(state);
    feed = new BlockFeed(this::committedBlock, started.head().height());
    verification = new ChainVerification(settings, machines, blocks, totalSupply);
  }

  private Tip tip(Block block) {
    StateSnapshot latest = state.latest();
    return new Tip(block, latest, view(latest));
  }

  private StateView view(StateSnapshot snapshot) {
    return new StateView(snapshot, settings.rules().toMessage().getZone(), totalSupply);
  }

  /** The chain's parameters. */
  public ChainParameters parameters() {
    return settings.rules().parameters();
  }

  @Override
  public Transaction check(SignedTransaction transaction) throws TransactionRejectedException {
    Transaction checked;
    try {
      checked = check.check(transaction, tip.view());
    } catch (TransactionRejectedException e) {
      throw e.reason() == Reason.NONCE_TOO_LOW ? duplicateOr(e, transaction) : e;
    }
    verified.add(checked);
    return checked;
  }

  private TransactionRejectedException duplicateOr(
      TransactionRejectedException tooLow, SignedTransaction signed) {
    Hash id = TransactionCodec.id(signed);
    TransactionPlace place = state.transaction(id).orElse(null);
    return place == null
        ? tooLow
        : new TransactionRejectedException(
            Reason.DUPLICATE, "transaction " + id + " is in block " + place.height() + " already");
  }

  @Override
  public Block head() {
    return tip.block();
  }

  @Override
  public Amount nextBaseFee() {
    return BaseFee.next(head().header(), parameters().contracts());
  }

  @Override
  public Proposal propose(List<Transaction> candidates, long timeMillis, Bytes proposerPublicKey) {
    synchronized (producing) {
      requireOpen();
      return proposer.propose(
          candidates, timeMillis, proposerPublicKey, tip.block(), state.latest());
    }
  }

  @Override
  public Block commit(Proposal proposal, Bytes signature) {
    if (!(proposal instanceof BlockProposal executed)) {
      throw new IllegalArgumentException("the proposal is not one of this executor");
    }
    synchronized (producing) {
      requireOpen();
      Block parent = tip.block();
      if (!executed.header().parentHash().equals(parent.hash())) {
        throw new IllegalStateException(
            "the proposal for height "
                + executed.header().height()
                + " does not extend the head at height "
                + parent.height());
      }
      requireSignature(executed, signature);
      Block block =
          new Block(
              executed.header(),
              HeaderCodec.hash(executed.encodedHeader()),
              executed.encodedHeader(),
              signature,
              executed.included(),
              executed.outcome().receipts(),
              executed.outcome().nameEvents());
      append(block);
      state.apply(Replay.changes(block, executed.outcome()));
      publish(block);
      return block;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the ledger is stopped");
    }
  }

  private void requireSignature(BlockProposal proposal, Bytes signature) {
    SignatureScheme scheme = signatures.scheme(Signatures.ED25519);
    if (scheme == null
        || !scheme.verify(
            proposal.header().proposerPublicKey().unsafeArray(),
            proposal.signedBytes().unsafeArray(),
            signature.unsafeArray())) {
      throw new IllegalArgumentException(
          "the signature of block "
              + proposal.header().height()
              + " is not one by its proposer's key");
    }
  }

  private void append(Block block) {
    try {
      blocks.append(block.height(), BlockCodec.toMessage(block).build().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "block " + block.height() + " cannot be written to " + settings.directory(), e);
    }
  }

  private void publish(Block block) {
    recent.add(block);
    tip = tip(block);
    verified.remove(block.transactions());
    try {
      listener.accept(block);
    } catch (RuntimeException e) {
      log.error("event=block_listener_failed height={}", block.height(), e);
    }
    feed.advance(block.height());
    flusher.request();
  }

  /** The state after the latest block. */
  public LedgerView view() {
    return tip.view();
  }

  /** See {@code Ledger.viewAt}. */
  public LedgerView viewAt(long height) throws HeightUnavailableException {
    Tip now = tip;
    return height == now.view().height() ? now.view() : view(snapshot(now, height));
  }

  /** The contracts after the latest block. */
  public ContractView contracts() {
    Tip now = tip;
    return contracts(now.block(), now.state());
  }

  /** The contracts after the block at {@code height}. */
  public ContractView contractsAt(long height) throws HeightUnavailableException {
    Tip now = tip;
    StateSnapshot snapshot = height == now.view().height() ? now.state() : snapshot(now, height);
    return contracts(committedBlock(height), snapshot);
  }

  private ContractView contracts(Block block, StateSnapshot snapshot) {
    Address coinbase =
        block.height() == 0
            ? Address.wrap(new byte[Address.SIZE])
            : Address.ofEd25519(block.header().proposerPublicKey().unsafeArray());
    BlockStart start =
        new BlockStart(
            coinbase,
            block.header().timeMillis(),
            BaseFee.next(block.header(), parameters().contracts()),
            block.hash(),
            height -> committedBlock(height).hash());
    return new ContractStateView(
        snapshot, machines, new ContractRun(settings.rules(), machines, block.height() + 1, start));
  }

  /** The block at {@code height}, of which no transaction is executed again yet. */
  public BlockExecution executionOf(long height) throws HeightUnavailableException {
    Tip now = tip;
    if (height > now.block().height()) {
      throw unavailable(now, height);
    }
    return new Reexecution(settings.rules(), machines, below -> committedBlock(below).hash())
        .begin(committedBlock(height), snapshot(now, height - 1));
  }

  /** See {@link StateStore#forEachBloom}. */
  public void forEachBloom(long from, long to, BiPredicate<Long, Bytes> visitor) {
    state.forEachBloom(from, to, visitor);
  }

  /** Where the transaction {@code id} is. */
  public Optional<TransactionPlace> place(Hash id) {
    return state.transaction(id);
  }

  private StateSnapshot snapshot(Tip now, long height) throws HeightUnavailableException {
    if (height < now.view().height()) {
      StateSnapshot snapshot = state.at(height).orElse(null);
      if (snapshot != null) {
        return snapshot;
      }
    }
    throw unavailable(now, height);
  }

  private HeightUnavailableException unavailable(Tip now, long height) {
    long oldest = state.oldestHeight();
    return new HeightUnavailableException(
        height < oldest,
        "the state can be read at heights "
            + oldest
            + " to "
            + now.view().height()
            + ", not "
            + height);
  }

  /** The block at {@code height}. */
  public Optional<Block> block(long height) {
    return height < 0 || height > head().height()
        ? Optional.empty()
        : Optional.of(committedBlock(height));
  }

  private Block committedBlock(long height) {
    Block cached = recent.get(height);
    if (cached != null) {
      return cached;
    }
    try {
      return ChainStart.block(blocks, height);
    } catch (IOException e) {
      throw new UncheckedIOException("block " + height + " cannot be read", e);
    } catch (MalformedException e) {
      throw new IllegalStateException("block " + height + " cannot be read", e);
    }
  }

  /** The block with the hash {@code hash}. */
  public Optional<Block> block(Hash hash) {
    OptionalLong height = state.blockHeight(hash);
    return height.isEmpty()
        ? Optional.empty()
        : block(height.getAsLong()).filter(block -> block.hash().equals(hash));
  }

  /** The receipt of the transaction {@code id}. */
  public Optional<CommittedTransaction> transaction(Hash id) {
    return place(id)
        .flatMap(
            place ->
                block(place.height())
                    .filter(block -> place.index() < block.receipts().size())
                    .map(
                        block ->
                            new CommittedTransaction(
                                block.receipts().get(place.index()), block.hash())))
        .filter(committed -> committed.receipt().transactionId().equals(id));
  }

  /** See {@code Ledger.blocks}. */
  public Flow.Publisher<Block> blocks(long fromHeight) {
    return feed.from(fromHeight);
  }

  /**
   * Checks every entry of the state, its indexes and its trees against the head. No block is made
   * meanwhile.
   *
   * @return what is wrong, or empty
   */
  public Optional<String> verifyState() {
    synchronized (producing) {
      requireOpen();
      return new StateCheck(state).run(tip.block().header().stateRoot(), totalSupply);
    }
  }

  @Override
  public Optional<String> verifyChain(LongPredicate progress) {
    return verification.run(head(), height -> !closed && progress.test(height));
  }

  /** Ends the streams, writes the state, and returns when nothing of the chain is left. */
  @Override
  public void close() {
    synchronized (producing) {
      if (closed) {
        return;
      }
      closed = true;
    }
    // A verification sees that the chain is closed, and ends after the block at hand.
    verification.whileNoneRuns(feed::close);
    flusher.close();
    try (lock) {
      try {
        state.close();
        files.noteCleanStop();
      } finally {
        blocks.close();
      }
    } catch (IOException | RuntimeException e) {
      log.error("event=ledger_stop_unclean cause=\"{}\"", e.toString(), e);
    }
    log.info("event=ledger_stopped height={}", head().height());
  }
}
