package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.ledger.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Hashes of transactions that began to wait; of those that nobody fetched the latest 4,096. */
final class PendingFilter implements Filter, Flow.Subscriber<Transaction> {
  private static final int MOST = 4096;

  private final List<String> arrived = new ArrayList<>();
  private Flow.@Nullable Subscription subscription;
  private boolean closed;

  PendingFilter(Chain chain) {
    chain.pending().arrivals().subscribe(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(Long.MAX_VALUE);
    }
  }

  @Override
  public synchronized void onNext(Transaction transaction) {
    if (arrived.size() == MOST) {
      arrived.removeFirst();
    }
    arrived.add(Hex.data(transaction.id()));
  }

  @Override
  public void onError(Throwable failure) {
    close();
  }

  @Override
  public void onComplete() {}

  @Override
  public synchronized List<? extends @Nullable Object> changes() {
    List<String> fetched = List.copyOf(arrived);
    arrived.clear();
    return fetched;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
