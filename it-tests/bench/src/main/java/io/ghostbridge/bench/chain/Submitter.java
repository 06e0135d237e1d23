package io.ghostbridge.bench.chain;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceStub;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Submits many transactions, a bounded number of them at once, each to its commit. */
public final class Submitter {
  private final GhostChainServiceStub stub;
  private final int window;

  /**
   * @param window the most calls in flight
   */
  public Submitter(GhostChainServiceStub stub, int window) {
    this.stub = stub;
    this.window = window;
  }

  /** Told of progress. */
  public interface Progress {
    /** {@code count} transactions were sent. */
    void sent(int count);
  }

  /**
   * Submits all of {@code transactions} in their order and returns when each is in a block.
   *
   * @return how many there were
   * @throws BenchmarkException if one was refused or its operation failed
   */
  public int submit(Iterator<SignedTransaction> transactions, Progress progress)
      throws BenchmarkException, InterruptedException {
    Semaphore free = new Semaphore(window);
    AtomicReference<@Nullable String> failure = new AtomicReference<>();
    int sent = 0;
    while (transactions.hasNext() && failure.get() == null) {
      SubmitTransactionRequest request =
          SubmitTransactionRequest.newBuilder().setSignedTransaction(transactions.next()).build();
      free.acquire();
      stub.submitTransaction(request, new Answer(free, failure));
      progress.sent(++sent);
    }
    free.acquire(window);
    String message = failure.get();
    if (message != null) {
      throw new BenchmarkException("a transaction was not carried out: " + message);
    }
    return sent;
  }

  private record Answer(Semaphore free, AtomicReference<@Nullable String> failure)
      implements StreamObserver<TransactionResponse> {
    @Override
    public void onNext(TransactionResponse response) {
      if (response.hasError()) {
        failure.compareAndSet(null, response.getError().getMessage());
      }
    }

    @Override
    public void onError(Throwable error) {
      failure.compareAndSet(null, error.getMessage());
      free.release();
    }

    @Override
    public void onCompleted() {
      free.release();
    }
  }
}
