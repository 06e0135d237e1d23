package io.ghostbridge.plugin.verify.internal.zip;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.util.Arrays;

/** Little-endian fields of a ZIP container, never read beyond its end. */
final class ZipBytes {
  private final byte[] bytes;

  ZipBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  int u16(int offset) throws PackageRefusedException {
    need(offset, 2);
    return (bytes[offset] & 0xff) | (bytes[offset + 1] & 0xff) << 8;
  }

  int i32(int offset) throws PackageRefusedException {
    return u16(offset) | u16(offset + 2) << 16;
  }

  /** A size or offset; all of a container that fits into an array are below 2^31. */
  int size(int offset) throws PackageRefusedException {
    int value = i32(offset);
    if (value == -1) {
      throw malformed("it is a ZIP64 container, which no plugin is large enough for");
    }
    if (value < 0) {
      throw malformed("a size or an offset is beyond 2 GiB");
    }
    return value;
  }

  byte[] slice(int offset, int length) throws PackageRefusedException {
    need(offset, length);
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  void need(int offset, int length) throws PackageRefusedException {
    if (offset < 0 || length < 0 || length > bytes.length - offset) {
      throw new PackageRefusedException(
          RefusalReason.TRUNCATED,
          null,
          "the ZIP container has "
              + bytes.length
              + " bytes and names "
              + length
              + " at byte "
              + offset,
          "copy or download the file again");
    }
  }

  static PackageRefusedException malformed(String problem) {
    return new PackageRefusedException(
        RefusalReason.MALFORMED_ZIP, null, problem, "pack the plugin with a usual JAR tool");
  }

  static PackageRefusedException malformed(String entry, String problem) {
    return new PackageRefusedException(
        RefusalReason.MALFORMED_ZIP, entry, problem, "pack the plugin with a usual JAR tool");
  }
}
