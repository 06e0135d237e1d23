package io.ghostbridge.transport.http2.internal.connection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Pieces of header blocks in HPACK (RFC 7541 section 6), without Huffman coding. */
final class HeaderBlocks {
  private static final int INDEXED = 0x80;
  private static final int INSERTING = 0x40;
  private static final int STATIC_STATUS = 8;
  private static final int STATIC_STATUS_200 = 8;
  private static final int STATIC_CONTENT_TYPE = 31;
  private static final byte[] GRPC = ascii("application/grpc");

  private HeaderBlocks() {}

  /**
   * {@code :status: 200} and {@code content-type: application/grpc}, which may go into the table.
   */
  static byte[] response(boolean inserting) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(32);
    block.write(INDEXED | STATIC_STATUS_200);
    writeNamed(block, inserting, STATIC_CONTENT_TYPE, GRPC);
    return block.toByteArray();
  }

  /** The same with the content type at {@code index} of the table. */
  static byte[] response(int index) {
    return new byte[] {(byte) (INDEXED | STATIC_STATUS_200), (byte) (INDEXED | index)};
  }

  /** {@code grpc-status: 0}. */
  static byte[] okStatus(boolean inserting) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(16);
    block.write(inserting ? INSERTING : 0);
    writeString(block, ascii("grpc-status"));
    writeString(block, ascii("0"));
    return block.toByteArray();
  }

  /** A field that is in the table. */
  static byte[] indexed(int index) {
    return new byte[] {(byte) (INDEXED | index)};
  }

  /** Fields that leave the table alone. */
  static byte[] literals(byte[][] fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(64);
    for (int i = 0; i + 1 < fields.length; i += 2) {
      block.write(0);
      writeString(block, fields[i]);
      writeString(block, fields[i + 1]);
    }
    return block.toByteArray();
  }

  /** The head of an answer that is not gRPC. */
  static byte[] plainText(int httpStatus) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(32);
    writeNamed(block, false, STATIC_STATUS, ascii(Integer.toString(httpStatus)));
    writeNamed(block, false, STATIC_CONTENT_TYPE, ascii("text/plain; charset=utf-8"));
    return block.toByteArray();
  }

  private static void writeNamed(
      ByteArrayOutputStream block, boolean inserting, int nameIndex, byte[] value) {
    if (inserting) {
      writeInteger(block, INSERTING, 6, nameIndex);
    } else {
      writeInteger(block, 0, 4, nameIndex);
    }
    writeString(block, value);
  }

  private static void writeString(ByteArrayOutputStream block, byte[] string) {
    writeInteger(block, 0, 7, string.length);
    block.writeBytes(string);
  }

  /** An integer with a prefix of {@code bits} beside {@code pattern} (RFC 7541 section 5.1). */
  private static void writeInteger(ByteArrayOutputStream block, int pattern, int bits, int value) {
    int limit = (1 << bits) - 1;
    if (value < limit) {
      block.write(pattern | value);
      return;
    }
    block.write(pattern | limit);
    int rest = value - limit;
    while (rest >= 0x80) {
      block.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    block.write(rest);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
