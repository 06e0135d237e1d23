package io.ghostbridge.dnssec.internal;

import java.time.InstantSource;

/**
 * When signatures begin and end, in seconds.
 *
 * @param validity from now to the end, at the least
 * @param refresh how long before its end a signature is no longer sent
 */
record SignaturePeriod(InstantSource clock, int validity, int refresh) {
  /** For clocks of resolvers that are behind (RFC 6781, section 4.4.2.1). */
  private static final int SKEW_SECONDS = 3600;

  private static final int MILLIS = 1000;

  /**
   * @throws IllegalArgumentException if signatures would be no good as soon as they are made
   */
  SignaturePeriod {
    if (validity < 2 * refresh) {
      throw new IllegalArgumentException(
          "signatureValiditySeconds is %d and signatureRefreshSeconds %d: expected at most half"
              .formatted(validity, refresh));
    }
  }

  long nowMillis() {
    return clock.millis();
  }

  long inception() {
    return clock.millis() / MILLIS - SKEW_SECONDS;
  }

  /**
   * The end of a signature of something with hash {@code hash}: spread over a tenth of the
   * validity, so that what was signed in one hour is not due in one second.
   */
  long expiration(int hash) {
    return clock.millis() / MILLIS + validity + Math.floorMod(hash, validity / 10 + 1);
  }

  long freshUntilMillis(long expiration) {
    return (expiration - refresh) * MILLIS;
  }
}
