package io.ghostbridge.rpc.internal.table;

import io.grpc.Status;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted of one method, across the tables it is in. Striped, so that event loops do not
 * meet here: a call costs two readings of the clock and four additions.
 */
public final class MethodStatistics {
  private final String method;
  private final List<StatisticsWatcher> watchers;
  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** By status code; only those that occurred, which few do. */
  private final AtomicReferenceArray<LongAdder> failures =
      new AtomicReferenceArray<>(Status.Code.values().length);

  /**
   * @param watchers are told of the first failure with each code
   */
  MethodStatistics(String method, List<StatisticsWatcher> watchers) {
    this.method = method;
    this.watchers = watchers;
  }

  /** Such as {@code ghost.chain.v1.GhostChainService/GetBlock}. */
  public String method() {
    return method;
  }

  /** A call begins. */
  public void begun() {
    begun.increment();
  }

  /** A call's answer is complete, or nobody waits for it any more. */
  public void ended(Status.Code code, long tookNanos) {
    ended.increment();
    nanos.add(tookNanos);
    if (code != Status.Code.OK) {
      failuresWith(code).increment();
    }
  }

  private LongAdder failuresWith(Status.Code code) {
    LongAdder counted = failures.get(code.value());
    if (counted != null) {
      return counted;
    }
    LongAdder first = new LongAdder();
    counted = failures.compareAndExchange(code.value(), null, first);
    if (counted != null) {
      return counted;
    }
    watchers.forEach(watcher -> watcher.failure(this, code));
    return first;
  }

  /** Tells {@code watcher} of the method and of the codes that it failed with. */
  void tell(StatisticsWatcher watcher) {
    watcher.method(this);
    for (Status.Code code : Status.Code.values()) {
      if (failures.get(code.value()) != null) {
        watcher.failure(this, code);
      }
    }
  }

  /** Calls that ended. */
  public long calls() {
    return ended.sum();
  }

  /** Calls that have not ended. */
  public long inFlight() {
    // Ended first: what ends between the two readings must not make it negative.
    long over = ended.sum();
    return begun.sum() - over;
  }

  /** How long the calls that ended took, summed. */
  public long nanos() {
    return nanos.sum();
  }

  /** How many of them ended with {@code code}, which is not OK. */
  public long failures(Status.Code code) {
    LongAdder counted = failures.get(code.value());
    return counted == null ? 0 : counted.sum();
  }
}
