package io.ghostbridge.chain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of a stream that reads as fast as the test says. */
final class Listener<Q, T> implements ClientResponseObserver<Q, T> {
  private static final int ANTI_HANG_SECONDS = 60;

  private final BlockingQueue<T> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final CompletableFuture<ClientCallStreamObserver<Q>> call = new CompletableFuture<>();
  private final boolean onRequestOnly;

  /**
   * @param onRequestOnly whether nothing is read but what {@link #request} asks for
   */
  Listener(boolean onRequestOnly) {
    this.onRequestOnly = onRequestOnly;
  }

  void request(int count) {
    call.join().request(count);
  }

  void cancel() {
    call.join().cancel("the test has enough", null);
  }

  List<T> take(int count) throws InterruptedException {
    List<T> taken = new ArrayList<>();
    while (taken.size() < count) {
      T message = messages.poll(ANTI_HANG_SECONDS, TimeUnit.SECONDS);
      assertThat(message).as("message %d of %d", taken.size() + 1, count).isNotNull();
      taken.add(message);
    }
    return taken;
  }

  int waiting() {
    return messages.size();
  }

  Throwable failure() {
    return failure.orTimeout(ANTI_HANG_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> started) {
    if (onRequestOnly) {
      started.disableAutoRequestWithInitial(0);
    }
    call.complete(started);
  }

  @Override
  public void onNext(T message) {
    messages.add(message);
  }

  @Override
  public void onError(Throwable cause) {
    failure.complete(cause);
  }

  @Override
  public void onCompleted() {
    failure.complete(new AssertionError("the stream completed"));
  }
}
