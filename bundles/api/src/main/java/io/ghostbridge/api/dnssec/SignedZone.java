package io.ghostbridge.api.dnssec;

import io.ghostbridge.api.data.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A zone with the keys that sign it at one time. Immutable; safe for use by any thread. */
@ProviderType
public interface SignedZone {
  /**
   * The data of the records that its keys give a zone: at its apex DNSKEY (RFC 4034, section 2),
   * CDS and CDNSKEY (RFC 7344, section 3), and DS (RFC 4034, section 5) in its parent.
   *
   * @return empty for any other type
   */
  List<Bytes> keyRecords(int type);

  /** The time to live of these records in seconds. */
  int keyTtl();

  /** The signatures of {@code set} if they are at hand, else null. Never blocks. */
  @Nullable RecordSignatures atHand(RecordSet set);

  /**
   * The signatures of {@code set}, at hand or made now: by the keys of the zone's key-signing role
   * for DNSKEY, CDS and CDNSKEY, by the active zone-signing key for all else. Takes some tens of
   * microseconds of CPU: not for event loops.
   *
   * @throws IllegalStateException if the keys were closed, since the signer is gone
   */
  RecordSignatures sign(RecordSet set);
}
