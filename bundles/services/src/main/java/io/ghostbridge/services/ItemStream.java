package io.ghostbridge.services;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber. An item, such as a block, is requested only when all messages of the last one
 * went to a client that is ready for more, so a slow reader holds one item and nothing else.
 *
 * @param <I> what is published
 * @param <T> the messages that an item becomes
 */
final class ItemStream<I, T> implements Flow.Subscriber<I> {
  private static final Logger LOG = LoggerFactory.getLogger(ItemStream.class);

  private final ServerCallStreamObserver<T> client;
  private final Function<I, List<T>> messages;
  private final Consumer<ItemStream<?, ?>> onEnd;

  // Guarded by this: the publisher, the transport and the bundle's stop call from their threads.
  private Flow.@Nullable Subscription subscription;
  private Iterator<T> pending = Collections.emptyIterator();
  private boolean requested;
  private boolean ended;

  ItemStream(
      ServerCallStreamObserver<T> client,
      Function<I, List<T>> messages,
      Consumer<ItemStream<?, ?>> onEnd) {
    this.client = client;
    this.messages = messages;
    this.onEnd = onEnd;
  }

  /** Subscribes; called before the call's handler returns. */
  void start(Flow.Publisher<I> items) {
    client.setOnReadyHandler(this::pump);
    client.setOnCancelHandler(() -> end(null));
    items.subscribe(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription granted) {
    if (ended) {
      granted.cancel();
      return;
    }
    subscription = granted;
    pump();
  }

  @Override
  public synchronized void onNext(I item) {
    if (ended) {
      return;
    }
    requested = false;
    try {
      pending = messages.apply(item).iterator();
    } catch (RuntimeException e) {
      LOG.error("event=call.failed", e);
      end(Failures.internal());
      return;
    }
    pump();
  }

  @Override
  public void onError(Throwable failure) {
    LOG.error("event=call.failed", failure);
    end(Failures.internal());
  }

  @Override
  public void onComplete() {
    end(Failures.stopping());
  }

  private synchronized void pump() {
    if (ended) {
      return;
    }
    while (pending.hasNext() && client.isReady()) {
      client.onNext(pending.next());
    }
    if (!pending.hasNext() && !requested && subscription != null && client.isReady()) {
      requested = true;
      subscription.request(1);
    }
  }

  /** Ends the stream with {@code status}, or without a word where the client has gone. */
  void end(@Nullable StatusRuntimeException status) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      pending = Collections.emptyIterator();
      if (subscription != null) {
        subscription.cancel();
      }
      if (status != null && !client.isCancelled()) {
        client.onError(status);
      }
    }
    onEnd.accept(this);
  }
}
