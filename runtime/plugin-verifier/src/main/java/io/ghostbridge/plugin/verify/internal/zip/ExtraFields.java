package io.ghostbridge.plugin.verify.internal.zip;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import java.util.Set;

/** Extra fields (APPNOTE 4.5): times and owners may be there, nothing that changes the entry. */
final class ExtraFields {
  /** ZIP64, strong encryption, Unicode comment, Unicode path, AES. */
  private static final Set<Integer> CHANGING = Set.of(0x0001, 0x0017, 0x6375, 0x7075, 0x9901);

  private ExtraFields() {}

  static void check(ZipBytes zip, int offset, int length, String name)
      throws PackageRefusedException {
    zip.need(offset, length);
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (end - at < 4 || zip.u16(at + 2) > end - at - 4) {
        throw ZipBytes.malformed(name, "its extra fields do not fill the space they are given");
      }
      int id = zip.u16(at);
      if (CHANGING.contains(id)) {
        throw ZipBytes.malformed(
            name, String.format("its extra field 0x%04x may change name, size or content", id));
      }
      at += 4 + zip.u16(at + 2);
    }
  }
}
