package io.ghostbridge.plugin.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes ZIP containers field by field, so that each field can lie. */
final class RawZip {
  final List<Entry> entries = new ArrayList<>();
  byte[] prefix = new byte[0];
  byte[] suffix = new byte[0];
  byte[] comment = new byte[0];
  int disk;
  int offsetShift;
  int countShift;

  /** One entry; the fields are what is written, the packed bytes what is there. */
  static final class Entry {
    byte[] name;
    byte[] packed;
    byte[] gapBefore = new byte[0];
    byte[] extra = new byte[0];
    byte[] localName;
    int method = 8;
    int localMethod = 8;
    int flags;
    int localFlags;
    int crc;
    int localCrc;
    int packedSize;
    int size;
    int localSize;
    int versionNeeded = 20;
    int madeBy = 20;
    int attributes;
    boolean descriptor;
    int offset = -1;

    Entry(String name, byte[] content) {
      this.name = name.getBytes(StandardCharsets.UTF_8);
      localName = this.name;
      CRC32 crc32 = new CRC32();
      crc32.update(content);
      crc = localCrc = (int) crc32.getValue();
      size = localSize = content.length;
      packed = deflate(content);
      packedSize = packed.length;
      if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
        flags = localFlags = 1 << 11;
      }
    }

    Entry stored(byte[] content) {
      method = localMethod = 0;
      packed = content.clone();
      packedSize = packed.length;
      return this;
    }
  }

  static byte[] deflate(byte[] content) {
    try (Deflater deflater = new Deflater(9, true)) {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[64 << 10];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  Entry add(String name, String content) {
    return add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Entry add(String name, byte[] content) {
    Entry entry = new Entry(name, content);
    entries.add(entry);
    return entry;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(prefix);
    for (Entry entry : entries) {
      out.writeBytes(entry.gapBefore);
      if (entry.offset < 0) {
        entry.offset = out.size();
        writeLocal(out, entry);
      }
    }
    int directory = out.size();
    for (Entry entry : entries) {
      writeCentral(out, entry);
    }
    int end = out.size();
    put(out, 4, 0x06054b50);
    put(out, 2, disk);
    put(out, 2, disk);
    int count = entries.size() + countShift;
    put(out, 2, count);
    put(out, 2, count);
    put(out, 4, end - directory);
    put(out, 4, directory + offsetShift);
    put(out, 2, comment.length);
    out.writeBytes(comment);
    out.writeBytes(suffix);
    return out.toByteArray();
  }

  private static void writeLocal(ByteArrayOutputStream out, Entry entry) {
    int flags = entry.localFlags | (entry.descriptor ? 8 : 0);
    put(out, 4, 0x04034b50);
    put(out, 2, entry.versionNeeded);
    put(out, 2, flags);
    put(out, 2, entry.localMethod);
    put(out, 4, 0);
    put(out, 4, entry.descriptor ? 0 : entry.localCrc);
    put(out, 4, entry.descriptor ? 0 : entry.packedSize);
    put(out, 4, entry.descriptor ? 0 : entry.localSize);
    put(out, 2, entry.localName.length);
    put(out, 2, 0);
    out.writeBytes(entry.localName);
    out.writeBytes(entry.packed);
    if (entry.descriptor) {
      put(out, 4, 0x08074b50);
      put(out, 4, entry.localCrc);
      put(out, 4, entry.packedSize);
      put(out, 4, entry.localSize);
    }
  }

  private static void writeCentral(ByteArrayOutputStream out, Entry entry) {
    int flags = entry.flags | (entry.descriptor ? 8 : 0);
    put(out, 4, 0x02014b50);
    put(out, 2, entry.madeBy);
    put(out, 2, entry.versionNeeded);
    put(out, 2, flags);
    put(out, 2, entry.method);
    put(out, 4, 0);
    put(out, 4, entry.crc);
    put(out, 4, entry.packedSize);
    put(out, 4, entry.size);
    put(out, 2, entry.name.length);
    put(out, 2, entry.extra.length);
    put(out, 2, 0);
    put(out, 2, 0);
    put(out, 2, 0);
    put(out, 4, entry.attributes);
    put(out, 4, entry.offset);
    out.writeBytes(entry.name);
    out.writeBytes(entry.extra);
  }

  private static void put(ByteArrayOutputStream out, int bytes, int value) {
    for (int i = 0; i < bytes; i++) {
      out.write(value >>> (8 * i));
    }
  }
}
