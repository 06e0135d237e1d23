package io.ghostbridge.chain.internal;

import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.Ledger;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All open subscriptions, so that their number is bounded and they end with the bundle. */
final class BlockStreams {
  private final Ledger ledger;
  private final int maximum;
  private final Set<BlockStream<?>> open = new HashSet<>();
  private boolean closed;

  BlockStreams(Ledger ledger, int maximum) {
    this.ledger = ledger;
    this.maximum = maximum;
  }

  /**
   * Sends what {@code messages} makes of each block after the latest, until either side ends it.
   */
  <T> void open(StreamObserver<T> client, Function<Block, List<T>> messages) {
    BlockStream<T> stream =
        new BlockStream<>((ServerCallStreamObserver<T>) client, messages, this::forget);
    remember(stream);
    stream.start(ledger.blocks(ledger.head().height() + 1));
  }

  private synchronized void remember(BlockStream<?> stream) {
    if (closed) {
      throw Failures.stopping();
    }
    if (open.size() >= maximum) {
      throw Failures.of(
          Status.Code.RESOURCE_EXHAUSTED,
          "TOO_MANY_SUBSCRIBERS",
          "this node serves "
              + maximum
              + " subscriptions at once (maximumSubscribers in io.ghostbridge.chain.cfg); try again"
              + " later, or another node");
    }
    open.add(stream);
  }

  private synchronized void forget(BlockStream<?> stream) {
    open.remove(stream);
  }

  /** How many subscriptions are open. */
  synchronized int count() {
    return open.size();
  }

  /** Ends all subscriptions and admits no more. */
  void close() {
    List<BlockStream<?>> ending;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(open);
    }
    ending.forEach(stream -> stream.end(Failures.stopping()));
  }
}
