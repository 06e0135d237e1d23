package io.ghostbridge.plugin.verify.internal.zip;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;

/**
 * The end of the central directory (APPNOTE 4.3.16), which must be the last 22 bytes: readers
 * differ in where they look for it otherwise.
 *
 * @param entries how many entries the central directory has
 * @param directoryOffset where it begins; it ends where this record begins
 */
record EndRecord(int entries, int directoryOffset) {
  static final int LENGTH = 22;
  private static final int SIGNATURE = 0x06054b50;
  private static final int LOCAL_SIGNATURE = 0x04034b50;

  static EndRecord read(ZipBytes zip) throws PackageRefusedException {
    int at = zip.length() - LENGTH;
    if (at < 0 || zip.i32(at) != SIGNATURE) {
      throw withoutEnd(zip);
    }
    if (zip.u16(at + 20) != 0) {
      throw new PackageRefusedException(
          RefusalReason.TRUNCATED,
          null,
          "the end record promises a comment that is not there",
          "copy or download the file again");
    }
    if (zip.u16(at + 4) != 0 || zip.u16(at + 6) != 0 || zip.u16(at + 8) != zip.u16(at + 10)) {
      throw ZipBytes.malformed("it is one part of a ZIP container of several");
    }
    if (zip.u16(at + 10) == 0xffff) {
      throw ZipBytes.malformed("it is a ZIP64 container, which no plugin is large enough for");
    }
    int offset = zip.size(at + 16);
    long end = (long) offset + zip.size(at + 12);
    if (end > at) {
      throw new PackageRefusedException(
          RefusalReason.TRUNCATED,
          null,
          "the central directory would end at byte " + end + " of " + zip.length(),
          "copy or download the file again");
    }
    if (end < at) {
      throw new PackageRefusedException(
          RefusalReason.DATA_BEFORE_ARCHIVE,
          null,
          (at - end) + " bytes stand before the archive, or between its directory and its end",
          "pack the plugin without a prefix");
    }
    return new EndRecord(zip.u16(at + 10), offset);
  }

  private static PackageRefusedException withoutEnd(ZipBytes zip) throws PackageRefusedException {
    for (int at = zip.length() - LENGTH - 1; at >= 0; at--) {
      if (zip.i32(at) == SIGNATURE && at + LENGTH + zip.u16(at + 20) <= zip.length()) {
        return new PackageRefusedException(
            RefusalReason.DATA_AFTER_ARCHIVE,
            null,
            (zip.length() - at - LENGTH) + " bytes stand after the archive, or are its comment",
            "pack the plugin without a comment or a suffix");
      }
    }
    if (zip.length() >= 4 && zip.i32(0) == LOCAL_SIGNATURE) {
      return new PackageRefusedException(
          RefusalReason.TRUNCATED,
          null,
          "the file of " + zip.length() + " bytes begins as a ZIP container and has no end",
          "copy or download the file again");
    }
    return new PackageRefusedException(
        RefusalReason.NOT_A_ZIP,
        null,
        "the file of " + zip.length() + " bytes is no ZIP container",
        "give the plugin's JAR");
  }
}
