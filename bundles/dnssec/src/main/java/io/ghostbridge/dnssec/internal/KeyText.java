package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.data.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Records of keys in presentation form (RFC 4034, sections 2.2 and 5.3). */
final class KeyText {
  private static final int HEAD = 4;

  private KeyText() {}

  /** {@code DS} records of {@code zone}, a line each. */
  static List<String> ds(String zone, KeySet keys) {
    return keys.keyRecords(KeySet.TYPE_DS).stream()
        .map(
            data ->
                line(zone, keys, "DS", data) + HexFormat.of().withUpperCase().formatHex(rest(data)))
        .toList();
  }

  /** {@code DNSKEY} records of the keys that the DS records name, a line each. */
  static List<String> trustAnchors(String zone, KeySet keys) {
    return keys.keyRecords(KeySet.TYPE_CDNSKEY).stream()
        .map(
            data ->
                line(zone, keys, "DNSKEY", data) + Base64.getEncoder().encodeToString(rest(data)))
        .toList();
  }

  private static String line(String zone, KeySet keys, String type, Bytes data) {
    ByteBuffer head = ByteBuffer.wrap(data.toByteArray());
    return "%s. %d IN %s %d %d %d "
        .formatted(
            zone,
            keys.keyTtl(),
            type,
            Short.toUnsignedInt(head.getShort()),
            Byte.toUnsignedInt(head.get()),
            Byte.toUnsignedInt(head.get()));
  }

  private static byte[] rest(Bytes data) {
    byte[] all = data.toByteArray();
    return Arrays.copyOfRange(all, HEAD, all.length);
  }
}
