package io.ghostbridge.services;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call with one answer, written as a method that returns it or throws its status. */
public final class Unary {
  private static final Logger LOG = LoggerFactory.getLogger(Unary.class);

  private Unary() {}

  /** What a call does; may block. */
  public interface Body<T> {
    /**
     * @throws InterruptedException when the call or the node ends
     */
    T run() throws InterruptedException;
  }

  /** Answers on this thread. */
  public static <T> void answer(StreamObserver<T> out, Body<T> body) {
    T answer;
    try {
      answer = body.run();
    } catch (StatusRuntimeException e) {
      out.onError(e);
      return;
    } catch (InterruptedException e) {
      out.onError(Failures.stopping());
      return;
    } catch (RuntimeException e) {
      LOG.error("event=call.failed", e);
      out.onError(Failures.internal());
      return;
    }
    out.onNext(answer);
    out.onCompleted();
  }

  /** Answers from a thread of {@code executor}; call it before the handler returns. */
  public static <T> void answerOn(Executor executor, StreamObserver<T> out, Body<T> body) {
    // Without a handler, answering a cancelled call throws on a thread where nobody catches it.
    ((ServerCallStreamObserver<T>) out).setOnCancelHandler(() -> {});
    try {
      executor.execute(() -> answer(out, body));
    } catch (RejectedExecutionException e) {
      out.onError(Failures.stopping());
    }
  }
}
