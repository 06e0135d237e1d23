package io.ghostbridge.names.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells what was made of a zone's names before a change from what was made after it. Names directly
 * below the apex, each with all that is below it, share a counter with those of the same hash; a
 * change advances the counter, and whatever remembers an older reading is stale. So invalidation
 * costs the same however much is cached, and a value that was being made while the change happened
 * is stale as well: its reading was taken before its source was read.
 */
final class ChangeClock {
  private final String zone;
  private final AtomicLong whole = new AtomicLong();
  private final AtomicLongArray slots;

  /**
   * @param slots a power of two; 1 for a zone that always changes as a whole
   */
  ChangeClock(String zone, int slots) {
    this.zone = zone;
    this.slots = new AtomicLongArray(slots);
  }

  /** A reading for {@code name}, which is in the zone; to be taken before the source is read. */
  Reading read(String name) {
    long wholeNow = whole.get();
    int slot = slot(name);
    return new Reading(this, wholeNow, slot, slot < 0 ? 0 : slots.get(slot));
  }

  /** Makes all readings for {@code name} and names below it stale. */
  void changed(String name) {
    int slot = slot(name);
    if (slot < 0) {
      changed();
    } else {
      slots.incrementAndGet(slot);
    }
  }

  /** Makes all readings stale. */
  void changed() {
    whole.incrementAndGet();
  }

  /** The slot of the name's ancestor directly below the apex; -1 for what concerns every name. */
  private int slot(String name) {
    int end = name.length() - zone.length() - 1;
    if (end <= 0 || !name.endsWith(zone)) {
      return -1;
    }
    int start = name.lastIndexOf('.', end - 1) + 1;
    if (end - start == 1 && name.charAt(start) == '*') {
      return -1;
    }
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + name.charAt(i);
    }
    hash *= 0x9E3779B9;
    return (hash ^ hash >>> 16) & (slots.length() - 1);
  }

  /** What the clock showed for a name. */
  static final class Reading implements Freshness {
    private final ChangeClock clock;
    private final long whole;
    private final int slot;
    private final long count;

    private Reading(ChangeClock clock, long whole, int slot, long count) {
      this.clock = clock;
      this.whole = whole;
      this.slot = slot;
      this.count = count;
    }

    /** Whether the name has not changed since. */
    @Override
    public boolean current() {
      return clock.whole.get() == whole && (slot < 0 || clock.slots.get(slot) == count);
    }
  }
}
