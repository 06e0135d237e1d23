package io.ghostbridge.rpc.internal.table;

import io.grpc.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls in flight of one service behind one list of interceptors, and can be shut: then
 * no call enters any more and {@link #drain} waits for those inside.
 */
public final class ServiceGate {
  private final AtomicInteger inside = new AtomicInteger();
  private final Set<Tracked> tracked = ConcurrentHashMap.newKeySet();
  private volatile boolean shut;

  /** A call that takes longer than the event that began it. */
  public interface Tracked {
    /** Ends the call with {@code status}; its handler is interrupted. */
    void withdraw(Status status);

    /** Whether the call's last callback returned. */
    boolean isOver();
  }

  /** Enters a call. False if the gate is shut: the caller looks the method up again. */
  public boolean enter() {
    if (shut) {
      return false;
    }
    inside.incrementAndGet();
    if (shut) {
      leave();
      return false;
    }
    return true;
  }

  /** Remembers an entered call, so that it can be withdrawn. */
  public void track(Tracked call) {
    tracked.add(call);
    if (call.isOver()) {
      tracked.remove(call);
    }
  }

  /** The call's handler has returned for good. */
  public void exit(Tracked call) {
    if (!tracked.isEmpty()) {
      tracked.remove(call);
    }
    leave();
  }

  private void leave() {
    if (inside.decrementAndGet() == 0 && shut) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  public int inFlight() {
    return inside.get();
  }

  /** From here on no call enters. */
  public void shut() {
    shut = true;
  }

  /**
   * Waits until the calls inside are done; those that take longer than {@code bound} are ended with
   * {@code status}, and get a last second to let go of the service's classes.
   *
   * @return whether no call is left inside
   */
  public boolean drain(Duration bound, Status status) throws InterruptedException {
    shut();
    if (await(bound)) {
      return true;
    }
    tracked.forEach(call -> call.withdraw(status));
    return await(Duration.ofSeconds(1));
  }

  private synchronized boolean await(Duration bound) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    while (inside.get() > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return true;
  }
}
