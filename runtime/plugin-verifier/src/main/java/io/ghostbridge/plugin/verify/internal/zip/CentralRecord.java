package io.ghostbridge.plugin.verify.internal.zip;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;

/** One record of the central directory (APPNOTE 4.3.12), before its local header was seen. */
record CentralRecord(
    String name,
    int flags,
    int method,
    int crc,
    int packedBytes,
    int bytes,
    int localOffset,
    int length) {
  static final int FLAG_DESCRIPTOR = 1 << 3;
  private static final int FLAG_UTF8 = 1 << 11;
  private static final int FLAGS_ENCRYPTED = 1 | 1 << 6 | 1 << 13;
  // Bits 1 and 2 tell how hard the compressor tried.
  private static final int FLAGS_KNOWN = 0b110 | FLAG_DESCRIPTOR | FLAG_UTF8;
  private static final int SIGNATURE = 0x02014b50;
  private static final int LENGTH = 46;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int MAX_VERSION_NEEDED = 20;
  private static final int UNIX = 3;
  private static final int FILE_TYPE = 0xf000;
  private static final int REGULAR_FILE = 0x8000;
  private static final int DIRECTORY = 0x4000;

  static CentralRecord read(ZipBytes zip, int at) throws PackageRefusedException {
    zip.need(at, LENGTH);
    if (zip.i32(at) != SIGNATURE) {
      throw ZipBytes.malformed("there is no record of the central directory at byte " + at);
    }
    int flags = zip.u16(at + 8);
    int nameLength = zip.u16(at + 28);
    int extraLength = zip.u16(at + 30);
    String name = EntryNames.decode(zip.slice(at + LENGTH, nameLength), (flags & FLAG_UTF8) != 0);
    ExtraFields.check(zip, at + LENGTH + nameLength, extraLength, name);
    int length = LENGTH + nameLength + extraLength + zip.u16(at + 32);
    zip.need(at, length);
    CentralRecord entry =
        new CentralRecord(
            name,
            flags,
            zip.u16(at + 10),
            zip.i32(at + 16),
            zip.size(at + 20),
            zip.size(at + 24),
            zip.size(at + 42),
            length);
    entry.check(zip.u16(at + 6) & 0xff, zip.u16(at + 34));
    entry.checkKind(zip.u16(at + 4) >> 8, zip.i32(at + 38));
    return entry;
  }

  private void check(int versionNeeded, int disk) throws PackageRefusedException {
    if ((flags & FLAGS_ENCRYPTED) != 0) {
      throw new PackageRefusedException(
          RefusalReason.ENCRYPTED_ENTRY, name, "it is encrypted", "pack the plugin unencrypted");
    }
    if (method != STORED && method != DEFLATED) {
      throw new PackageRefusedException(
          RefusalReason.UNKNOWN_COMPRESSION,
          name,
          "it is compressed by method " + method,
          "pack the plugin with deflate (8) or uncompressed (0)");
    }
    if ((flags & ~FLAGS_KNOWN) != 0 || versionNeeded > MAX_VERSION_NEEDED || disk != 0) {
      throw ZipBytes.malformed(name, "it needs features of ZIP that JARs do not have");
    }
    if (method == STORED && (packedBytes != bytes || (flags & FLAG_DESCRIPTOR) != 0)) {
      throw ZipBytes.malformed(name, "it is stored uncompressed and its size is not its own");
    }
    if (name.endsWith("/") && bytes != 0) {
      throw ZipBytes.malformed(name, "it is a directory with " + bytes + " bytes");
    }
  }

  private void checkKind(int madeBy, int attributes) throws PackageRefusedException {
    int type = attributes >>> 16 & FILE_TYPE;
    if (madeBy == UNIX && type != 0 && type != REGULAR_FILE && type != DIRECTORY) {
      throw new PackageRefusedException(
          RefusalReason.SPECIAL_FILE,
          name,
          "it is a symbolic link or another special file",
          "pack the file itself");
    }
  }
}
