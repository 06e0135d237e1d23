package io.ghostbridge.transport.http3.internal.early;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Remembers the handshakes that brought early data, so that none brings it twice (RFC 8446 section
 * 8.2). BoringSSL takes early data only if the age that the client names for its ticket is right to
 * a minute (section 8.3), so a recorded handshake is of use for two minutes; it is remembered for
 * five to ten. Bounded: what does not fit counts as seen. Safe for use by any thread.
 */
final class EarlyDataRegister {
  static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(5);
  static final int USUAL_CAPACITY = 65_536;

  /** Half of a ClientHello's random value. */
  private record Handshake(long high, long low) {}

  private final int capacity;

  /** Guarded by this, as all below. */
  private Set<Handshake> present = new HashSet<>();

  private Set<Handshake> former = new HashSet<>();
  private long periodStartNanos;

  /**
   * Remembers nothing yet.
   *
   * @param capacity handshakes that are remembered of five minutes
   * @param nowNanos of {@link System#nanoTime}, as below
   */
  EarlyDataRegister(int capacity, long nowNanos) {
    this.capacity = capacity;
    this.periodStartNanos = nowNanos;
  }

  /** What is known of a handshake. */
  enum Entry {
    FIRST,
    SEEN,
    FULL
  }

  /** Enters the handshake of a ClientHello whose random value begins with these sixteen bytes. */
  synchronized Entry enter(long high, long low, long nowNanos) {
    forget(nowNanos);
    Handshake handshake = new Handshake(high, low);
    if (present.contains(handshake) || former.contains(handshake)) {
      return Entry.SEEN;
    }
    if (present.size() >= capacity) {
      return Entry.FULL;
    }
    present.add(handshake);
    return Entry.FIRST;
  }

  private void forget(long nowNanos) {
    long age = nowNanos - periodStartNanos;
    if (age < PERIOD_NANOS) {
      return;
    }
    former = age < 2 * PERIOD_NANOS ? present : new HashSet<>();
    present = new HashSet<>();
    periodStartNanos = nowNanos;
  }
}
