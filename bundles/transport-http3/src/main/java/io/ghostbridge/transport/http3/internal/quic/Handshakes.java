package io.ghostbridge.transport.http3.internal.quic;

import java.util.concurrent.atomic.AtomicInteger;

/** How many handshakes are under way. Safe for use by any thread. */
public final class Handshakes {
  private final AtomicInteger underWay = new AtomicInteger();

  public void begun() {
    underWay.incrementAndGet();
  }

  public void ended() {
    underWay.decrementAndGet();
  }

  int underWay() {
    return underWay.get();
  }
}
