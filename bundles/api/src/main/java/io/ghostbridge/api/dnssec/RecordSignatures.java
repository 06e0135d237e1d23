package io.ghostbridge.api.dnssec;

import io.ghostbridge.api.data.Bytes;
import java.util.List;

/**
 * The signatures of a set of records.
 *
 * @param data the data of its RRSIG records (RFC 4034, section 3.1), one a key; their owner and
 *     time to live are those of the set
 * @param freshUntilMillis milliseconds since 1970-01-01T00:00:00Z until which they may be sent;
 *     well before they expire, so that they hold for as long as the set may be cached
 */
public record RecordSignatures(List<Bytes> data, long freshUntilMillis) {
  /** Copies {@code data}. */
  public RecordSignatures {
    data = List.copyOf(data);
  }
}
