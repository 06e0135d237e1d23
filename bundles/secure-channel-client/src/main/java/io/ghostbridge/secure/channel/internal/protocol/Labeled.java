package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.SecretBytes;

/** {@code LabeledExtract} and {@code LabeledExpand} of one suite (RFC 9180, section 4). */
final class Labeled {
  private static final String VERSION = "HPKE-v1";

  private final Kdf kdf;
  private final byte[] suiteId;

  Labeled(Kdf kdf, byte[] suiteId) {
    this.kdf = kdf;
    this.suiteId = suiteId;
  }

  SecretBytes extract(byte[] salt, String label, byte[] inputKeyingMaterial) {
    byte[] joined =
        new ByteWriter().text(VERSION).raw(suiteId).text(label).raw(inputKeyingMaterial).toBytes();
    try (SecretBytes labeled = SecretBytes.wrap(joined)) {
      return kdf.extract(salt, labeled);
    }
  }

  SecretBytes expand(SecretBytes key, String label, byte[] info, int length) {
    byte[] labeled =
        new ByteWriter()
            .u8(length >>> 8)
            .u8(length)
            .text(VERSION)
            .raw(suiteId)
            .text(label)
            .raw(info)
            .toBytes();
    return kdf.expand(key, labeled, length);
  }
}
