package io.ghostbridge.ledger.internal.feed;

import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * The events in a stream of blocks. Asks for one block at a time, when all events of the one before
 * are gone, so that a subscriber that lags costs one block's memory.
 */
public final class LogFeed implements Flow.Publisher<ContractLog> {
  private final Flow.Publisher<Block> blocks;
  private final Function<Block, List<ContractLog>> events;

  /**
   * @param events those of a block that are wanted, in order
   */
  public LogFeed(Flow.Publisher<Block> blocks, Function<Block, List<ContractLog>> events) {
    this.blocks = blocks;
    this.events = events;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ContractLog> subscriber) {
    blocks.subscribe(new Stage(subscriber));
  }

  /** Between the stream of blocks and one subscriber. */
  private final class Stage implements Flow.Subscriber<Block>, Flow.Subscription {
    private final Flow.Subscriber<? super ContractLog> subscriber;
    private final Deque<ContractLog> waiting = new ArrayDeque<>();
    private Flow.@org.jspecify.annotations.Nullable Subscription upstream;
    private long demand;
    private boolean asked;
    private boolean emitting;
    private boolean done;

    Stage(Flow.Subscriber<? super ContractLog> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      synchronized (this) {
        upstream = subscription;
      }
      subscriber.onSubscribe(this);
    }

    @Override
    public void request(long count) {
      if (count <= 0) {
        cancel();
        subscriber.onError(
            new IllegalArgumentException("at least 1 event must be requested (Flow, rule 3.9)"));
        return;
      }
      synchronized (this) {
        demand = demand > Long.MAX_VALUE - count ? Long.MAX_VALUE : demand + count;
      }
      emit();
    }

    @Override
    public void cancel() {
      Flow.Subscription above;
      synchronized (this) {
        done = true;
        waiting.clear();
        above = upstream;
      }
      if (above != null) {
        above.cancel();
      }
    }

    @Override
    public void onNext(Block block) {
      List<ContractLog> found = events.apply(block);
      synchronized (this) {
        asked = false;
        waiting.addAll(found);
      }
      emit();
    }

    /** Hands over what is wanted; one thread at a time, as the others leave it to the first. */
    private void emit() {
      while (true) {
        ContractLog next;
        Flow.Subscription ask = null;
        synchronized (this) {
          if (emitting || done) {
            return;
          }
          next = demand > 0 ? waiting.poll() : null;
          if (next == null) {
            if (demand > 0 && !asked && waiting.isEmpty()) {
              asked = true;
              ask = upstream;
            }
          } else {
            demand--;
            emitting = true;
          }
        }
        if (next == null) {
          if (ask != null) {
            ask.request(1);
          }
          return;
        }
        try {
          subscriber.onNext(next);
        } finally {
          synchronized (this) {
            emitting = false;
          }
        }
      }
    }

    @Override
    public void onError(Throwable cause) {
      subscriber.onError(cause);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }
}
