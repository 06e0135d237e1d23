package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The transactions whose signatures this node has verified and that are in no block yet, the latest
 * of them. The same id alone does not count, as the id does not cover the signature and a caller
 * can make a transaction of other parts than its body says. Thread-safe.
 */
final class VerifiedTransactions {
  private static final int MAX = 131_072;

  private final Map<Hash, Transaction> byId =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Transaction> eldest) {
          return size() > MAX;
        }
      };

  synchronized void add(Transaction transaction) {
    byId.put(transaction.id(), transaction);
  }

  synchronized boolean contains(Transaction transaction) {
    return transaction.equals(byId.get(transaction.id()));
  }

  synchronized void remove(Iterable<Transaction> transactions) {
    transactions.forEach(transaction -> byId.remove(transaction.id()));
  }
}
