package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The transactions that wait for a block: bounded in all and by sender, senders in the order in
 * which they came, a sender's transactions by nonce. Thread-safe.
 */
final class Mempool {
  private final int maxPending;
  private final int maxPendingPerSender;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Address, SenderQueue> senders = new LinkedHashMap<>();
  private int size;
  private long arrivals;
  private boolean closed;

  Mempool(int maxPending, int maxPendingPerSender) {
    this.maxPending = maxPending;
    this.maxPendingPerSender = maxPendingPerSender;
  }

  /**
   * Adds a checked transaction.
   *
   * @throws TransactionRejectedException if it or another with its nonce waits already, or too many
   *     wait
   */
  void add(Pending pending) throws TransactionRejectedException {
    lock.lock();
    try {
      if (closed) {
        throw stopping();
      }
      Transaction transaction = pending.transaction();
      SenderQueue queue = senders.computeIfAbsent(transaction.sender(), s -> new SenderQueue());
      try {
        if (size >= maxPending || queue.size() >= maxPendingPerSender) {
          throw tooMany(transaction, queue);
        }
        Pending holder = queue.putIfAbsent(pending);
        if (holder != null) {
          throw duplicate(transaction, holder.transaction());
        }
        size++;
        arrivals++;
        changed.signalAll();
      } finally {
        if (queue.isEmpty()) {
          senders.remove(transaction.sender());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private TransactionRejectedException tooMany(Transaction transaction, SenderQueue queue) {
    String message =
        size >= maxPending
            ? size + " transactions are pending, as many as this node takes: try again later"
            : queue.size()
                + " transactions of "
                + transaction.sender()
                + " are pending, as many as this node takes of one sender: wait for some of them";
    return new TransactionRejectedException(Reason.TOO_MANY_PENDING, message);
  }

  private static TransactionRejectedException duplicate(Transaction given, Transaction holder) {
    String message =
        given.id().equals(holder.id())
            ? "transaction " + given.id() + " is pending already"
            : "transaction "
                + holder.id()
                + " of the same sender with the same nonce "
                + Long.toUnsignedString(given.nonce())
                + " is pending: take the next nonce";
    return new TransactionRejectedException(Reason.DUPLICATE, message);
  }

  /**
   * Waits until a transaction is ready or arrives, at most {@code nanos}.
   *
   * @return whether one is ready
   */
  boolean awaitReady(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      long seen = arrivals;
      while (!closed && !anyReady() && arrivals == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
      return anyReady();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until {@code quietNanos} pass without an arrival, at most {@code maxNanos}, or {@code
   * enough} wait.
   */
  void gather(long quietNanos, long maxNanos, int enough) throws InterruptedException {
    lock.lock();
    try {
      long deadline = System.nanoTime() + maxNanos;
      long seen = arrivals;
      long quiet = quietNanos;
      while (!closed && size < enough) {
        long left = Math.min(quiet, deadline - System.nanoTime());
        if (left <= 0) {
          return;
        }
        quiet = changed.awaitNanos(left);
        if (arrivals != seen) {
          seen = arrivals;
          quiet = quietNanos;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean anyReady() {
    return senders.values().stream().anyMatch(SenderQueue::isReady);
  }

  /** The ready transactions, at most so many and so many bytes, without removing them. */
  List<Pending> candidates(int maxTransactions, int maxBytes) {
    lock.lock();
    try {
      List<Pending> chosen = new ArrayList<>();
      long bytes = 0;
      for (SenderQueue queue : senders.values()) {
        for (Pending pending : queue.ready()) {
          if (chosen.size() == maxTransactions) {
            return chosen;
          }
          if (bytes + pending.bytes() > maxBytes && !chosen.isEmpty()) {
            break;
          }
          bytes += pending.bytes();
          chosen.add(pending);
        }
      }
      return chosen;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes what is in a block or was refused; a sender with transactions left goes to the end of
   * the line.
   */
  void remove(Collection<Pending> done) {
    lock.lock();
    try {
      for (Pending pending : done) {
        Address sender = pending.transaction().sender();
        SenderQueue queue = senders.remove(sender);
        if (queue != null) {
          int before = queue.size();
          queue.remove(pending);
          size -= before - queue.size();
          if (!queue.isEmpty()) {
            senders.put(sender, queue);
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The executor found these ahead of their accounts' nonces. */
  void markAhead(Collection<Pending> deferred) {
    lock.lock();
    try {
      for (Pending pending : deferred) {
        SenderQueue queue = senders.get(pending.transaction().sender());
        if (queue != null) {
          queue.markAhead(pending);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes and returns those that have waited for an earlier nonce for {@code nanos} or longer.
   */
  List<Pending> takeStuck(long nanos) {
    lock.lock();
    try {
      long since = System.nanoTime() - nanos;
      List<Pending> stuck = new ArrayList<>();
      for (SenderQueue queue : senders.values()) {
        stuck.addAll(queue.stuckSince(since));
      }
      remove(stuck);
      return stuck;
    } finally {
      lock.unlock();
    }
  }

  /** Whether any transaction waits for an earlier nonce. */
  boolean hasStuck() {
    lock.lock();
    try {
      return senders.values().stream().anyMatch(SenderQueue::hasStuck);
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more transactions and wakes whoever waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #close} was called. */
  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Removes and returns everything. */
  List<Pending> takeAll() {
    lock.lock();
    try {
      List<Pending> all = new ArrayList<>();
      senders.values().forEach(queue -> all.addAll(queue.all()));
      senders.clear();
      size = 0;
      return all;
    } finally {
      lock.unlock();
    }
  }

  static TransactionRejectedException stopping() {
    return new TransactionRejectedException(
        Reason.UNAVAILABLE, "this node is stopping: send the transaction to another, or later");
  }
}
