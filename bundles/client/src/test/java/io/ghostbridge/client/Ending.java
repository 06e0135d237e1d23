package io.ghostbridge.client;

import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Hears how a call ends, and that it does so once. */
final class Ending extends ClientCall.Listener<DomainResponse> {
  private final CompletableFuture<Status> ended = new CompletableFuture<>();
  private final AtomicInteger times = new AtomicInteger();

  @Override
  public void onClose(Status status, Metadata trailers) {
    times.incrementAndGet();
    ended.complete(status);
  }

  /** How the call ended. */
  Status status() throws InterruptedException {
    try {
      Status status = ended.get(20, TimeUnit.SECONDS);
      if (times.get() != 1) {
        throw new AssertionError("the call ended " + times + " times");
      }
      return status;
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the call has not ended", e);
    }
  }
}
