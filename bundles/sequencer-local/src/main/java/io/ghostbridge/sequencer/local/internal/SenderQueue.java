package io.ghostbridge.sequencer.local.internal;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One sender's waiting transactions by nonce. Ready are those that follow each other without a gap
 * from the lowest on, unless the executor said that the lowest itself is ahead of the account. Not
 * thread-safe.
 */
final class SenderQueue {
  private final NavigableMap<Long, Pending> byNonce = new TreeMap<>(Long::compareUnsigned);
  private boolean ahead;

  int size() {
    return byNonce.size();
  }

  boolean isEmpty() {
    return byNonce.isEmpty();
  }

  boolean isReady() {
    return !ahead && !byNonce.isEmpty();
  }

  /** Adds unless the nonce is taken; whoever holds it is returned, or null. */
  @org.jspecify.annotations.Nullable
  Pending putIfAbsent(Pending pending) {
    Pending holder = byNonce.putIfAbsent(pending.transaction().nonce(), pending);
    if (holder == null && byNonce.firstKey() == pending.transaction().nonce()) {
      ahead = false;
    }
    return holder;
  }

  void remove(Pending pending) {
    byNonce.remove(pending.transaction().nonce(), pending);
    ahead = false;
  }

  /** The executor found {@code pending} ahead of the account's nonce. */
  void markAhead(Pending pending) {
    if (!isEmpty() && byNonce.firstKey() == pending.transaction().nonce()) {
      ahead = true;
    }
  }

  /** How many are ready. */
  private int readyCount() {
    if (!isReady()) {
      return 0;
    }
    int count = 0;
    long expected = byNonce.firstKey();
    for (long nonce : byNonce.keySet()) {
      if (nonce != expected) {
        break;
      }
      count++;
      expected++;
    }
    return count;
  }

  /** The ready transactions, in order. */
  List<Pending> ready() {
    return byNonce.values().stream().limit(readyCount()).toList();
  }

  /** Whether some wait for an earlier nonce. */
  boolean hasStuck() {
    return readyCount() < byNonce.size();
  }

  /** Those that wait for an earlier nonce and came before {@code nanos}. */
  List<Pending> stuckSince(long nanos) {
    return byNonce.values().stream()
        .skip(readyCount())
        .filter(pending -> pending.arrivalNanos() - nanos <= 0)
        .toList();
  }

  /** All of them. */
  List<Pending> all() {
    return List.copyOf(byNonce.values());
  }
}
