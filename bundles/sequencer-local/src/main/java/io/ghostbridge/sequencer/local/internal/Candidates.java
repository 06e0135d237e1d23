package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.data.Amount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Chooses what to propose for one block. Native transactions come first come, first served; those
 * that run contracts by what they pay the proposer for a unit of gas; each sender's by nonce. Where
 * both kinds wait they take turns, so that neither shuts the other out. For one block.
 */
final class Candidates {
  private final Amount baseFee;
  private final int maxTransactions;
  private final int maxBytes;
  private final Deque<Line> natives = new ArrayDeque<>();
  private final PriorityQueue<Line> contracts;
  private final List<Pending> chosen = new ArrayList<>();
  private long bytes;

  /** One sender's ready transactions. */
  private final class Line {
    private final List<Pending> ready;
    private int next;

    Line(List<Pending> ready) {
      this.ready = ready;
    }

    Pending head() {
      return ready.get(next);
    }

    void enqueue() {
      if (next < ready.size()) {
        if (head().contract().isPresent()) {
          contracts.add(this);
        } else {
          natives.add(this);
        }
      }
    }
  }

  Candidates(Amount baseFee, int maxTransactions, int maxBytes) {
    this.baseFee = baseFee;
    this.maxTransactions = maxTransactions;
    this.maxBytes = maxBytes;
    Comparator<Line> byTip = Comparator.comparing(line -> line.head().tip(baseFee));
    contracts =
        new PriorityQueue<>(byTip.reversed().thenComparingLong(line -> line.head().arrivalNanos()));
  }

  /** Adds a sender; the order among natives is the one of these calls. */
  void add(SenderQueue queue) {
    new Line(queue.ready(baseFee)).enqueue();
  }

  List<Pending> choose() {
    while (chosen.size() < maxTransactions) {
      Line line = natives.poll();
      if (line != null) {
        takeNatives(line);
      }
      Line contract = contracts.poll();
      if (contract != null && take(contract)) {
        contract.enqueue();
      }
      if (line == null && contract == null) {
        break;
      }
    }
    return chosen;
  }

  private void takeNatives(Line line) {
    while (line.next < line.ready.size() && line.head().contract().isEmpty()) {
      if (!take(line)) {
        return;
      }
    }
    line.enqueue();
  }

  /** Whether there was room; without, the sender's later ones are not looked at. */
  private boolean take(Line line) {
    Pending pending = line.head();
    if (chosen.size() == maxTransactions
        || (bytes + pending.bytes() > maxBytes && !chosen.isEmpty())) {
      return false;
    }
    bytes += pending.bytes();
    chosen.add(pending);
    line.next++;
    return true;
  }
}
