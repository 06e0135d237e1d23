package io.ghostbridge.api.dnssec;

import io.ghostbridge.api.data.Bytes;
import java.util.List;

/**
 * The records of one name and type as they are signed (RFC 4034, section 6).
 *
 * @param owner the name in wire format with its ASCII letters in lower case; of records that a
 *     wildcard gave, the name that was asked for
 * @param type the type, 1 to 65,535
 * @param ttl the time to live in seconds, 0 to 2,147,483,647
 * @param data the data of each record in canonical form (RFC 4034, section 6.2), in any order
 */
public record RecordSet(Bytes owner, int type, int ttl, List<Bytes> data) {
  /**
   * Copies {@code data}.
   *
   * @throws IllegalArgumentException if there is no record, or a number is out of its range
   */
  public RecordSet {
    data = List.copyOf(data);
    if (data.isEmpty()) {
      throw new IllegalArgumentException("a set of records has at least one record");
    }
    if (type < 1 || type > 0xffff) {
      throw new IllegalArgumentException("a record's type is 1 to 65535, not " + type);
    }
    if (ttl < 0) {
      throw new IllegalArgumentException("a record's TTL is 0 to 2147483647 seconds, not " + ttl);
    }
  }
}
