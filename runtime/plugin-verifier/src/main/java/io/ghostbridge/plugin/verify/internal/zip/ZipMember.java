package io.ghostbridge.plugin.verify.internal.zip;

/**
 * One entry, as central directory and local header agree on it.
 *
 * @param name checked by {@link EntryNames}
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the unpacked bytes
 * @param packedBytes its size in the archive
 * @param bytes its unpacked size
 * @param dataOffset where its packed bytes begin
 */
public record ZipMember(
    String name, int method, int crc, int packedBytes, int bytes, int dataOffset) {
  /** Whether the name says so; a directory has no bytes. */
  public boolean isDirectory() {
    return name.endsWith("/");
  }
}
