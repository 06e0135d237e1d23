package io.ghostbridge.transport.http3.internal.early;

import java.util.concurrent.atomic.LongAdder;

/** What came of early data since the start. Safe for use by any thread. */
public final class EarlyDataStatistics {
  private final LongAdder taken = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final LongAdder unregistered = new LongAdder();
  private final LongAdder callsRun = new LongAdder();
  private final LongAdder callsHeld = new LongAdder();

  void connection(EarlyHandshake.Verdict verdict) {
    (switch (verdict) {
          case FIRST -> taken;
          case REPLAYED -> replayed;
          case UNREGISTERED -> unregistered;
        })
        .increment();
  }

  /** A call was read before the handshake was complete. */
  public void call(boolean held) {
    (held ? callsHeld : callsRun).increment();
  }

  /** Connections whose early data was read before their handshake was complete. */
  public long taken() {
    return taken.sum();
  }

  /** Connections whose early data had been seen before, and waited. */
  public long replayed() {
    return replayed.sum();
  }

  /** Connections whose early data waited because no more handshakes could be remembered. */
  public long unregistered() {
    return unregistered.sum();
  }

  /** Calls that ran before the handshake was complete. */
  public long callsRun() {
    return callsRun.sum();
  }

  /** Calls that were read before that, and waited for it. */
  public long callsHeld() {
    return callsHeld.sum();
  }
}
