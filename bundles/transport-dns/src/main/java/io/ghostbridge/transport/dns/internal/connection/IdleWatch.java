package io.ghostbridge.transport.dns.internal.connection;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that brings no whole query for the idle time, however busily it sends parts
 * of one. For one connection, on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a check ends with its connection
public final class IdleWatch {
  private final int idleMillis;
  private long lastQueryNanos = System.nanoTime();

  /** The time runs from now on. */
  public IdleWatch(int idleMillis) {
    this.idleMillis = idleMillis;
  }

  /** Notes that a whole query came. */
  public void queryCame() {
    lastQueryNanos = System.nanoTime();
  }

  /** Closes the channel when its time has come. */
  public void watch(ChannelHandlerContext context) {
    if (!context.channel().isActive()) {
      return;
    }
    long idleNanos = System.nanoTime() - lastQueryNanos;
    long remaining = TimeUnit.MILLISECONDS.toNanos(idleMillis) - idleNanos;
    if (remaining <= 0) {
      context.close();
    } else {
      context.executor().schedule(() -> watch(context), remaining, TimeUnit.NANOSECONDS);
    }
  }
}
