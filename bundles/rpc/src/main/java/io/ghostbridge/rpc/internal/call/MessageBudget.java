package io.ghostbridge.rpc.internal.call;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes unfinished or unread large messages may occupy, of one connection and of all.
 * Small messages are not counted: flow control bounds them.
 */
final class MessageBudget {
  private final @Nullable MessageBudget whole;
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  private MessageBudget(@Nullable MessageBudget whole, long limit) {
    this.whole = whole;
    this.limit = limit;
  }

  static MessageBudget ofProcess(long limitBytes) {
    return new MessageBudget(null, limitBytes);
  }

  /** The share of a connection: a quarter, so that one client cannot shut out the others. */
  MessageBudget share() {
    return new MessageBudget(this, limit / 4);
  }

  boolean reserve(long bytes) {
    if (used.addAndGet(bytes) > limit) {
      used.addAndGet(-bytes);
      return false;
    }
    if (whole != null && !whole.reserve(bytes)) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
    if (whole != null) {
      whole.release(bytes);
    }
  }

  long used() {
    return used.get();
  }
}
