package io.ghostbridge.chain.internal;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockHeader;
import io.ghostbridge.api.ledger.ChainParameters;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A chain in memory whose blocks, receipts and state a test decides, for what a real ledger does
 * only rarely. {@link RealLedgerTest} runs on the real one.
 */
final class MemoryLedger implements Ledger {
  static final ChainParameters PARAMETERS =
      new ChainParameters(
          "test-1", Amount.ofNano(1000), Amount.ofGhost(5), 1000, 100_000, 500, 65_536);

  private final List<Block> blocks = new ArrayList<>();
  private boolean stopped;

  final AtomicInteger delivered = new AtomicInteger();
  final AtomicInteger subscribers = new AtomicInteger();
  Function<SignedTransaction, CompletableFuture<CommittedTransaction>> onSubmit =
      transaction -> CompletableFuture.failedFuture(new UnsupportedOperationException());
  LedgerView view = new MemoryView();

  MemoryLedger() {
    commit(List.of(), List.of());
  }

  synchronized Block commit(List<Transaction> transactions, List<NameEvent> events) {
    return commit(transactions, events, 0);
  }

  synchronized Block commit(
      List<Transaction> transactions, List<NameEvent> events, int headerBytes) {
    long height = blocks.size();
    Hash parent = blocks.isEmpty() ? Hash.ZERO : blocks.getLast().hash();
    BlockHeader header =
        new BlockHeader(
            "test-1",
            height,
            1_700_000_000_000L + height * 1500,
            parent,
            Hash.ZERO,
            Hash.ZERO,
            Hash.ZERO,
            Bytes.EMPTY);
    Block block =
        new Block(
            header,
            hash(height),
            Bytes.wrap(new byte[headerBytes]),
            Bytes.EMPTY,
            transactions,
            List.of(),
            events);
    blocks.add(block);
    notifyAll();
    return block;
  }

  static Hash hash(long height) {
    return Hash.wrap(ByteBuffer.allocate(32).put((byte) 0xb1).putLong(24, height).array());
  }

  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  @Override
  public ChainParameters parameters() {
    return PARAMETERS;
  }

  @Override
  public CompletableFuture<CommittedTransaction> submit(SignedTransaction transaction) {
    return onSubmit.apply(transaction);
  }

  @Override
  public synchronized Block head() {
    return blocks.getLast();
  }

  @Override
  public synchronized Optional<Block> block(long height) {
    return height >= 0 && height < blocks.size()
        ? Optional.of(blocks.get((int) height))
        : Optional.empty();
  }

  @Override
  public synchronized Optional<Block> block(Hash hash) {
    return blocks.stream().filter(block -> block.hash().equals(hash)).findFirst();
  }

  @Override
  public Optional<CommittedTransaction> transaction(Hash id) {
    return Optional.empty();
  }

  @Override
  public LedgerView view() {
    return view;
  }

  @Override
  public LedgerView viewAt(long height) throws HeightUnavailableException {
    if (height < 5) {
      throw new HeightUnavailableException(true, "state is kept from height 5 on");
    }
    if (height > head().height()) {
      throw new HeightUnavailableException(false, "the latest height is " + head().height());
    }
    return view;
  }

  @Override
  public Flow.Publisher<Block> blocks(long fromHeight) {
    return subscriber -> new Feed(subscriber, fromHeight).start();
  }

  private final class Feed implements Flow.Subscription {
    private final Flow.Subscriber<? super Block> subscriber;
    private long next;
    private long wanted;
    private boolean cancelled;

    Feed(Flow.Subscriber<? super Block> subscriber, long next) {
      this.subscriber = subscriber;
      this.next = next;
    }

    void start() {
      subscribers.incrementAndGet();
      Thread.ofVirtual().start(this::run);
    }

    @Override
    public void request(long count) {
      synchronized (MemoryLedger.this) {
        wanted += count;
        MemoryLedger.this.notifyAll();
      }
    }

    @Override
    public void cancel() {
      synchronized (MemoryLedger.this) {
        cancelled = true;
        MemoryLedger.this.notifyAll();
      }
    }

    private void run() {
      subscriber.onSubscribe(this);
      try {
        while (true) {
          Block block = take();
          if (block == null) {
            return;
          }
          delivered.incrementAndGet();
          subscriber.onNext(block);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        subscribers.decrementAndGet();
      }
    }

    private @Nullable Block take() throws InterruptedException {
      synchronized (MemoryLedger.this) {
        while (!cancelled && !stopped && (wanted == 0 || next >= blocks.size())) {
          MemoryLedger.this.wait();
        }
        if (cancelled) {
          return null;
        }
        if (stopped) {
          Thread.ofVirtual().start(subscriber::onComplete);
          return null;
        }
        wanted--;
        return blocks.get((int) next++);
      }
    }
  }
}
