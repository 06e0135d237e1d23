package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The transactions that wait for a block: bounded in all and by sender, senders in the order in
 * which they came, a sender's transactions by nonce. One that pays at least a tenth more for its
 * gas takes the place of another with its nonce; where the pool is full, one that pays the proposer
 * more takes the place of the one that pays least. Thread-safe.
 */
final class Mempool {
  private final int maxPending;
  private final int maxPendingPerSender;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Address, SenderQueue> senders = new LinkedHashMap<>();
  private final Map<Hash, Pending> byId = new HashMap<>();
  private Amount baseFee = Amount.ZERO;
  private long arrivals;
  private boolean closed;

  Mempool(int maxPending, int maxPendingPerSender) {
    this.maxPending = maxPending;
    this.maxPendingPerSender = maxPendingPerSender;
  }

  /**
   * Adds a checked transaction.
   *
   * @throws TransactionRejectedException if it waits already, or another with its nonce does and it
   *     does not pay enough more, or too many wait
   */
  void add(Pending pending) throws TransactionRejectedException {
    lock.lock();
    try {
      if (closed) {
        throw stopping();
      }
      Transaction transaction = pending.transaction();
      SenderQueue queue = senders.get(transaction.sender());
      Pending holder = queue == null ? null : queue.get(transaction.nonce());
      if (holder != null) {
        requireOutbid(pending, holder);
        byId.remove(holder.transaction().id());
        holder.reject(replacedBy(transaction));
      } else if (byId.size() >= maxPending
          || (queue != null && queue.size() >= maxPendingPerSender)) {
        if (queue != null && queue.size() >= maxPendingPerSender) {
          throw tooManyOf(transaction, queue);
        }
        evictFor(pending);
      }
      senders.computeIfAbsent(transaction.sender(), s -> new SenderQueue()).put(pending);
      byId.put(transaction.id(), pending);
      arrivals++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static void requireOutbid(Pending given, Pending holder)
      throws TransactionRejectedException {
    Transaction waiting = holder.transaction();
    if (given.transaction().id().equals(waiting.id())
        || given.contract().isEmpty()
        || holder.contract().isEmpty()) {
      throw duplicate(given.transaction(), waiting);
    }
    if (!given.outbids(holder)) {
      throw new TransactionRejectedException(
          Reason.UNDERPRICED,
          "replacement transaction underpriced: transaction "
              + waiting.id()
              + " with the same nonce is pending; to take its place, offer at least a tenth more"
              + " of both fees for a unit of gas");
    }
  }

  private static TransactionRejectedException replacedBy(Transaction other) {
    return new TransactionRejectedException(
        Reason.UNDERPRICED,
        "transaction " + other.id() + " with the same nonce pays more and took its place");
  }

  /** Makes room by the last transaction of whoever pays least, if {@code pending} pays more. */
  private void evictFor(Pending pending) throws TransactionRejectedException {
    Pending least = null;
    if (pending.contract().isPresent()) {
      for (SenderQueue queue : senders.values()) {
        Pending last = queue.last();
        if (last.contract().isPresent()
            && !last.transaction().sender().equals(pending.transaction().sender())
            && (least == null || last.tip(baseFee).compareTo(least.tip(baseFee)) < 0)) {
          least = last;
        }
      }
    }
    if (least == null || least.tip(baseFee).compareTo(pending.tip(baseFee)) >= 0) {
      throw new TransactionRejectedException(
          Reason.TOO_MANY_PENDING,
          byId.size()
              + " transactions are pending, as many as this node takes: try again later, or pay the"
              + " proposer more");
    }
    remove(List.of(least));
    least.reject(
        new TransactionRejectedException(
            Reason.TOO_MANY_PENDING,
            "others that pay more took its place while as many were pending as this node takes:"
                + " try again later, or pay the proposer more"));
  }

  private static TransactionRejectedException tooManyOf(
      Transaction transaction, SenderQueue queue) {
    return new TransactionRejectedException(
        Reason.TOO_MANY_PENDING,
        queue.size()
            + " transactions of "
            + transaction.sender()
            + " are pending, as many as this node takes of one sender: wait for some of them");
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
      while (!closed && byId.size() < enough) {
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
    return senders.values().stream().anyMatch(queue -> queue.isReady(baseFee));
  }

  /** The ready transactions, at most so many and so many bytes, without removing them. */
  List<Pending> candidates(int maxTransactions, int maxBytes) {
    lock.lock();
    try {
      Candidates candidates = new Candidates(baseFee, maxTransactions, maxBytes);
      senders.values().forEach(candidates::add);
      return candidates.choose();
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
          queue.remove(pending);
          byId.remove(pending.transaction().id(), pending);
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
   * Removes and returns those that have waited for an earlier nonce for {@code nanos} or longer; of
   * those that run contracts, for {@code contractNanos}.
   */
  List<Pending> takeStuck(long nanos, long contractNanos) {
    lock.lock();
    try {
      long now = System.nanoTime();
      List<Pending> stuck = new ArrayList<>();
      for (SenderQueue queue : senders.values()) {
        stuck.addAll(queue.stuckSince(now - nanos, now - contractNanos));
      }
      remove(stuck);
      return stuck;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes and returns those that run contracts and could have been in a block for {@code nanos}
   * or longer, had they paid more.
   */
  List<Pending> takeUnpaid(long nanos) {
    lock.lock();
    try {
      long since = System.nanoTime() - nanos;
      List<Pending> unpaid = new ArrayList<>();
      for (SenderQueue queue : senders.values()) {
        unpaid.addAll(queue.unpaidSince(since));
      }
      remove(unpaid);
      return unpaid;
    } finally {
      lock.unlock();
    }
  }

  /** What a unit of gas costs at least in the next block. */
  void setBaseFee(Amount next) {
    lock.lock();
    try {
      baseFee = next;
    } finally {
      lock.unlock();
    }
  }

  /** The waiting transaction with this id. */
  Optional<Transaction> get(Hash id) {
    lock.lock();
    try {
      return Optional.ofNullable(byId.get(id)).map(Pending::transaction);
    } finally {
      lock.unlock();
    }
  }

  /** The waiting transactions of {@code sender}, by nonce. */
  List<Transaction> of(Address sender) {
    lock.lock();
    try {
      SenderQueue queue = senders.get(sender);
      return queue == null ? List.of() : queue.all().stream().map(Pending::transaction).toList();
    } finally {
      lock.unlock();
    }
  }

  /** At most {@code limit} waiting transactions, each sender's by nonce. */
  List<Transaction> all(int limit) {
    lock.lock();
    try {
      return senders.values().stream()
          .flatMap(queue -> queue.all().stream())
          .limit(limit)
          .map(Pending::transaction)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int size() {
    lock.lock();
    try {
      return byId.size();
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
      byId.clear();
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
