package io.ghostbridge.plugin.verify.internal.zip;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An entry's local header and data descriptor (APPNOTE 4.3.7, 4.3.9), compared with what the
 * central directory tells.
 *
 * @param member the entry
 * @param end the byte after its data and descriptor
 */
record LocalHeader(ZipMember member, int end) {
  private static final int SIGNATURE = 0x04034b50;
  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
  private static final int LENGTH = 30;

  static LocalHeader read(ZipBytes zip, CentralRecord entry) throws PackageRefusedException {
    int at = entry.localOffset();
    zip.need(at, LENGTH);
    if (zip.i32(at) != SIGNATURE) {
      throw new PackageRefusedException(
          RefusalReason.HEADERS_DISAGREE,
          entry.name(),
          "there is no header of its own at byte " + at + ", where the central directory has it",
          "pack the plugin anew");
    }
    boolean descriptor = (entry.flags() & CentralRecord.FLAG_DESCRIPTOR) != 0;
    int nameLength = zip.u16(at + 26);
    int extraLength = zip.u16(at + 28);
    byte[] name = zip.slice(at + LENGTH, nameLength);
    if (!Arrays.equals(name, entry.name().getBytes(StandardCharsets.UTF_8))) {
      throw disagree(entry, "name", entry.name(), new String(name, StandardCharsets.ISO_8859_1));
    }
    compare(entry, "flags", entry.flags(), zip.u16(at + 6));
    compare(entry, "compression method", entry.method(), zip.u16(at + 8));
    ExtraFields.check(zip, at + LENGTH + nameLength, extraLength, entry.name());
    compareSizes(zip, entry, at + 14, descriptor);
    int data = at + LENGTH + nameLength + extraLength;
    zip.need(data, entry.packedBytes());
    int end = data + entry.packedBytes();
    if (descriptor) {
      int fields = zip.i32(end) == DESCRIPTOR_SIGNATURE ? end + 4 : end;
      compareSizes(zip, entry, fields, false);
      end = fields + 12;
    }
    return new LocalHeader(
        new ZipMember(
            entry.name(), entry.method(), entry.crc(), entry.packedBytes(), entry.bytes(), data),
        end);
  }

  private static void compareSizes(ZipBytes zip, CentralRecord entry, int at, boolean mayBeZero)
      throws PackageRefusedException {
    if (mayBeZero && zip.i32(at) == 0 && zip.i32(at + 4) == 0 && zip.i32(at + 8) == 0) {
      return;
    }
    compare(entry, "CRC", entry.crc(), zip.i32(at));
    compare(entry, "packed size", entry.packedBytes(), zip.i32(at + 4));
    compare(entry, "size", entry.bytes(), zip.i32(at + 8));
  }

  private static void compare(CentralRecord entry, String what, int central, int local)
      throws PackageRefusedException {
    if (central != local) {
      throw disagree(entry, what, Integer.toUnsignedLong(central), Integer.toUnsignedLong(local));
    }
  }

  private static PackageRefusedException disagree(
      CentralRecord entry, String what, Object central, Object local) {
    return new PackageRefusedException(
        RefusalReason.HEADERS_DISAGREE,
        entry.name(),
        "its "
            + what
            + " is "
            + central
            + " in the central directory and "
            + local
            + " in its own header, and readers differ in which one they believe",
        "pack the plugin anew");
  }
}
