package io.ghostbridge.services;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** All open subscriptions, so that their number is bounded and they end with the bundle. */
public final class ItemStreams implements AutoCloseable {
  private final int maximum;
  private final String maximumKey;
  private final Set<ItemStream<?, ?>> open = new HashSet<>();
  private boolean closed;

  /**
   * @param maximum the most that are open at once
   * @param maximumKey where an operator sets that, for who is refused
   */
  public ItemStreams(int maximum, String maximumKey) {
    this.maximum = maximum;
    this.maximumKey = maximumKey;
  }

  /**
   * Sends what {@code messages} makes of each item, until either side ends it. Call it before the
   * handler returns.
   *
   * @throws io.grpc.StatusRuntimeException if there are too many, or the bundle stops
   */
  public <I, T> void open(
      StreamObserver<T> client, Flow.Publisher<I> items, Function<I, List<T>> messages) {
    ItemStream<I, T> stream =
        new ItemStream<>((ServerCallStreamObserver<T>) client, messages, this::forget);
    remember(stream);
    stream.start(items);
  }

  private synchronized void remember(ItemStream<?, ?> stream) {
    if (closed) {
      throw Failures.stopping();
    }
    if (open.size() >= maximum) {
      throw Failures.of(
          Status.Code.RESOURCE_EXHAUSTED,
          "TOO_MANY_SUBSCRIBERS",
          "this node serves "
              + maximum
              + " subscriptions at once ("
              + maximumKey
              + "); try again later, or another node");
    }
    open.add(stream);
  }

  private synchronized void forget(ItemStream<?, ?> stream) {
    open.remove(stream);
  }

  /** How many subscriptions are open. */
  public synchronized int count() {
    return open.size();
  }

  /** Ends all subscriptions and admits no more. */
  @Override
  public void close() {
    List<ItemStream<?, ?>> ending;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(open);
    }
    ending.forEach(stream -> stream.end(Failures.stopping()));
  }
}
