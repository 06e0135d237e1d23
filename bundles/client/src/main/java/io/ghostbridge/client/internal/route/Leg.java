package io.ghostbridge.client.internal.route;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One way of a {@link RoutedCall}: by HTTP/3, or by HTTP/2. */
final class Leg<Q, A> extends ClientCall.Listener<A> {
  /** What a caller does to a call. */
  interface Operation<Q> {
    void on(ClientCall<Q, ?> call);
  }

  private final RoutedCall<Q, A> whole;
  private final ClientCall<Q, A> call;
  private final @Nullable PooledHttp3 http3;
  private final boolean early;
  private final long began = System.nanoTime();

  /** Guarded by this, as the three below; taken inside of the whole call's, never around it. */
  private final Deque<Operation<Q>> queue = new ArrayDeque<>(4);

  private boolean started;
  private boolean ready;
  private boolean pumping;

  /**
   * @param http3 the connection, or null: by HTTP/2
   * @param early whether it goes as early data
   */
  Leg(RoutedCall<Q, A> whole, ClientCall<Q, A> call, @Nullable PooledHttp3 http3, boolean early) {
    this.whole = whole;
    this.call = call;
    this.http3 = http3;
    this.early = early;
  }

  boolean isHttp3() {
    return http3 != null;
  }

  /**
   * Whether it went as early data, which only calls do that may be made twice, and ended so because
   * the handshake did not come to its end.
   */
  boolean isUnsettled(Status status) {
    PooledHttp3 connection = http3;
    return early
        && connection != null
        && !connection.connection().isEstablished()
        && status.getCode() == Status.Code.UNAVAILABLE;
  }

  synchronized void queue(Collection<Operation<Q>> operations) {
    queue.addAll(operations);
  }

  /** Instead of all that is queued. */
  synchronized void cancelNext(@Nullable String message, @Nullable Throwable cause) {
    queue.clear();
    queue.add(of -> of.cancel(message, cause));
  }

  void start(Metadata headers) {
    call.start(this, headers);
    synchronized (this) {
      started = true;
    }
    pump();
  }

  /** Does what is queued, one after the other, on this thread or on the one that is at it. */
  void pump() {
    while (true) {
      Operation<Q> next;
      synchronized (this) {
        if (!started || pumping) {
          return;
        }
        next = queue.poll();
        if (next == null) {
          return;
        }
        pumping = true;
      }
      try {
        next.on(call);
      } finally {
        synchronized (this) {
          pumping = false;
        }
      }
    }
  }

  boolean isReady() {
    boolean begun;
    synchronized (this) {
      begun = started || ready;
    }
    return begun && call.isReady();
  }

  /** It is not begun. */
  void drop() {
    ended(Status.CANCELLED);
  }

  private void ended(Status status) {
    PooledHttp3 connection = http3;
    if (connection != null) {
      connection.pool().attemptEnds(connection, status, System.nanoTime() - began);
    }
  }

  @Override
  public void onHeaders(Metadata headers) {
    whole.onHeaders(this, headers);
  }

  @Override
  public void onMessage(A message) {
    whole.onMessage(this, message);
  }

  @Override
  public void onReady() {
    synchronized (this) {
      // The call is under way, if start has returned or not.
      ready = true;
    }
    whole.onReady(this);
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    ended(status);
    whole.onClose(this, status, trailers);
  }
}
