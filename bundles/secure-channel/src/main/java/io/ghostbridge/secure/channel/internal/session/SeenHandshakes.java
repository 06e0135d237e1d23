package io.ghostbridge.secure.channel.internal.session;

import io.ghostbridge.api.data.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The handshakes of the time window, so that none is answered twice. Bounded: what is pushed out
 * can be repeated, and gives whoever repeats it a session on probation that he has no key of.
 */
final class SeenHandshakes {
  private static final int MAX = 16_384;

  private final long windowMillis;
  private final Map<Bytes, Long> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Long> eldest) {
          return size() > MAX;
        }
      };

  SeenHandshakes(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  /** Takes a handshake whose time is within the window; false if it was taken before. */
  synchronized boolean take(Bytes fingerprint, long nowMillis) {
    return seen.putIfAbsent(fingerprint, nowMillis) == null;
  }

  /** Forgets what the time window refuses by now. */
  synchronized void sweep(long nowMillis) {
    seen.values().removeIf(since -> nowMillis - since > 2 * windowMillis);
  }
}
