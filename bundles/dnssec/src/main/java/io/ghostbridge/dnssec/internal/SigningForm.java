package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.dnssec.RecordSet;
import java.nio.ByteBuffer;
import java.util.TreeSet;

/** What is signed of a set of records, and the record that results (RFC 4034, section 3). */
final class SigningForm {
  private static final int RRSIG_HEAD = 18;
  private static final int RECORD_HEAD = 10;
  private static final short CLASS_IN = 1;

  private SigningForm() {}

  /**
   * The data of the RRSIG record up to the signature.
   *
   * @param inception seconds since 1970-01-01T00:00:00Z, as {@code expiration}
   * @param signer the zone's name in wire format
   */
  static byte[] head(
      RecordSet set, Algorithm algorithm, int tag, long inception, long expiration, Bytes signer) {
    return ByteBuffer.allocate(RRSIG_HEAD + signer.size())
        .putShort((short) set.type())
        .put((byte) algorithm.number())
        .put((byte) WireName.labels(set.owner().unsafeArray()))
        .putInt(set.ttl())
        .putInt((int) expiration)
        .putInt((int) inception)
        .putShort((short) tag)
        .put(signer.unsafeArray())
        .array();
  }

  /** The bytes to sign: the head, then the records in canonical order, each once (section 6.3). */
  static byte[] message(byte[] head, RecordSet set) {
    var ordered = new TreeSet<>(set.data());
    int size = head.length;
    for (Bytes data : ordered) {
      size += set.owner().size() + RECORD_HEAD + data.size();
    }
    ByteBuffer message = ByteBuffer.allocate(size).put(head);
    for (Bytes data : ordered) {
      message
          .put(set.owner().unsafeArray())
          .putShort((short) set.type())
          .putShort(CLASS_IN)
          .putInt(set.ttl())
          .putShort((short) data.size())
          .put(data.unsafeArray());
    }
    return message.array();
  }
}
