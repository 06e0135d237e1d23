package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.data.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The data of records about keys (RFC 4034, sections 2 and 5). */
final class DnskeyData {
  /** RFC 5011, section 2.1. */
  static final int FLAG_REVOKED = 0x80;

  private static final int PROTOCOL = 3;
  private static final int HEAD = 4;
  private static final int DIGEST_SHA256 = 2;
  private static final int SHA256_BYTES = 32;

  private DnskeyData() {}

  /** The data of a DNSKEY record. */
  static Bytes of(int flags, Algorithm algorithm, Bytes publicKey) {
    byte[] key = algorithm.dnskeyForm(publicKey);
    return Bytes.wrap(
        ByteBuffer.allocate(HEAD + key.length)
            .putShort((short) flags)
            .put((byte) PROTOCOL)
            .put((byte) algorithm.number())
            .put(key)
            .array());
  }

  /** RFC 4034, appendix B. */
  static int tag(Bytes dnskey) {
    byte[] data = dnskey.unsafeArray();
    long sum = 0;
    for (int i = 0; i < data.length; i++) {
      sum += (i & 1) == 0 ? (data[i] & 0xff) << 8 : data[i] & 0xff;
    }
    return (int) (sum + (sum >> 16 & 0xffff) & 0xffff);
  }

  /** The data of the DS record, with SHA-256 (RFC 4509), of a key of the zone {@code owner}. */
  static Bytes ds(Bytes owner, Algorithm algorithm, Bytes dnskey) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(owner.unsafeArray());
      digest.update(dnskey.unsafeArray());
      return Bytes.wrap(
          ByteBuffer.allocate(HEAD + SHA256_BYTES)
              .putShort((short) tag(dnskey))
              .put((byte) algorithm.number())
              .put((byte) DIGEST_SHA256)
              .put(digest.digest())
              .array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
