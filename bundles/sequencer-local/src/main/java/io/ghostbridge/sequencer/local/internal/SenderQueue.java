package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.data.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One sender's waiting transactions by nonce. Ready are those that follow each other without a gap
 * from the lowest on and pay the base fee, unless the executor said that the lowest itself is ahead
 * of the account. Not thread-safe.
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

  boolean isReady(Amount baseFee) {
    return !ahead && !byNonce.isEmpty() && byNonce.firstEntry().getValue().pays(baseFee);
  }

  /** The transaction with this nonce. */
  @Nullable Pending get(long nonce) {
    return byNonce.get(nonce);
  }

  /** Adds, in the place of whoever has the nonce. */
  void put(Pending pending) {
    byNonce.put(pending.transaction().nonce(), pending);
    if (byNonce.firstKey() == pending.transaction().nonce()) {
      ahead = false;
    }
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

  /** How many follow each other from the lowest on, whatever they pay. */
  private int gaplessCount() {
    if (ahead || byNonce.isEmpty()) {
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
  List<Pending> ready(Amount baseFee) {
    List<Pending> ready = new ArrayList<>();
    int gapless = gaplessCount();
    for (Pending pending : byNonce.values()) {
      if (ready.size() == gapless || !pending.pays(baseFee)) {
        break;
      }
      ready.add(pending);
    }
    return ready;
  }

  /** Whether some wait for an earlier nonce. */
  boolean hasStuck() {
    return gaplessCount() < byNonce.size();
  }

  /**
   * Those that wait for an earlier nonce and came before a time: one for those that run contracts,
   * and one for the others.
   */
  List<Pending> stuckSince(long nanos, long contractNanos) {
    return byNonce.values().stream()
        .skip(gaplessCount())
        .filter(
            pending ->
                pending.arrivalNanos() - (pending.contract().isPresent() ? contractNanos : nanos)
                    <= 0)
        .toList();
  }

  /** Those that follow each other without a gap, and have done so since before {@code nanos}. */
  List<Pending> unpaidSince(long nanos) {
    return byNonce.values().stream()
        .limit(gaplessCount())
        .filter(pending -> pending.contract().isPresent() && pending.arrivalNanos() - nanos <= 0)
        .toList();
  }

  /** The one with the highest nonce: without it, no other is worth less. */
  Pending last() {
    return byNonce.lastEntry().getValue();
  }

  /** All of them. */
  List<Pending> all() {
    return List.copyOf(byNonce.values());
  }
}
