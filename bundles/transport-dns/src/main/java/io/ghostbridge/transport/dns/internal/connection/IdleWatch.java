package io.ghostbridge.transport.dns.internal.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that is idle: whose queries are all answered (RFC 7766, section 3), and that
 * brings no other whole query for the idle time, however busily it sends parts of one. For one
 * connection, on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the connection to be closed
public final class IdleWatch {
  private final int idleMillis;
  private long idleSinceNanos = System.nanoTime();
  private int open;
  private @Nullable Future<?> nextCheck;

  /** The time runs from now on. */
  public IdleWatch(int idleMillis) {
    this.idleMillis = idleMillis;
  }

  /** Notes that a whole query came, which {@link #answered} has to follow. */
  public void queryCame() {
    open++;
  }

  /** Notes that a query has its answer, from which on the time runs if it was the last. */
  public void answered() {
    open--;
    idleSinceNanos = System.nanoTime();
  }

  /** Closes the channel when its time has come; leaves nothing behind a channel that is closed. */
  public void watch(ChannelHandlerContext context) {
    context
        .channel()
        .closeFuture()
        .addListener(
            ignored -> {
              if (nextCheck != null) {
                nextCheck.cancel(false);
              }
            });
    check(context);
  }

  private void check(ChannelHandlerContext context) {
    if (!context.channel().isActive()) {
      return;
    }
    long limitNanos = TimeUnit.MILLISECONDS.toNanos(idleMillis);
    long remaining = open > 0 ? limitNanos : limitNanos - (System.nanoTime() - idleSinceNanos);
    if (remaining <= 0) {
      context.close();
    } else {
      nextCheck =
          context.executor().schedule(() -> check(context), remaining, TimeUnit.NANOSECONDS);
    }
  }
}
