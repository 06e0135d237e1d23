package io.ghostbridge.names.internal;

import io.ghostbridge.api.dnssec.SignedZone;
import io.ghostbridge.api.dnssec.ZoneSigner;
import io.ghostbridge.api.names.NameSourceException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who signs zones now. For a while after the signer has gone, zones that it signed are not answered
 * for to clients that want signatures: a validating resolver would take an answer without them for
 * a forgery, and remember that for longer than the signer's replacement takes.
 */
final class ZoneSecurity {
  private static final long REPLACEMENT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Set<String> signedBefore = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ZoneSigner signer;
  private volatile long withoutSignerNanos = System.nanoTime();

  void signer(@Nullable ZoneSigner now) {
    withoutSignerNanos = System.nanoTime();
    signer = now;
  }

  boolean isSigner(ZoneSigner other) {
    return other.equals(signer);
  }

  /** The zone with its keys; null if nobody signs it. Never blocks. */
  @Nullable SignedZone lookUp(String zone) {
    ZoneSigner now = signer;
    return now == null ? null : now.zone(zone);
  }

  /**
   * The same, for an answer with signatures.
   *
   * @throws NameSourceException if the signer is being replaced
   */
  @Nullable SignedZone signed(String zone) throws NameSourceException {
    ZoneSigner now = signer;
    if (now == null) {
      if (signedBefore.contains(zone)
          && System.nanoTime() - withoutSignerNanos < REPLACEMENT_NANOS) {
        throw new NameSourceException("the zone " + zone + " is signed and its signer is away");
      }
      return null;
    }
    SignedZone signed = now.zone(zone);
    if (signed != null) {
      signedBefore.add(zone);
    }
    return signed;
  }

  /** Holds for as long as {@code zone} has these keys, or none. */
  @SuppressWarnings("ReferenceEquality") // Other keys are another object, whatever they hold.
  Freshness holds(String zone, @Nullable SignedZone observed) {
    return () -> lookUp(zone) == observed;
  }
}
