package io.ghostbridge.transport.http2.internal.connection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Encodes header blocks as literals without indexing (RFC 7541 section 6.2.2): answers have few
 * fields, and a block that touches no dynamic table can be made once for all connections.
 */
final class HeaderBlocks {
  /** {@code :status: 200} and {@code content-type: application/grpc}. */
  static final byte[] RESPONSE = response(new byte[0][]);

  /** {@code grpc-status: 0}. */
  static final byte[] OK_TRAILERS = trailers(new byte[][] {ascii("grpc-status"), ascii("0")});

  /** Tells the client that its table will stay empty (RFC 7541 section 6.3). */
  static final byte TABLE_SIZE_ZERO = 0x20;

  private static final byte INDEXED_STATUS_200 = (byte) 0x88;
  private static final int STATIC_STATUS = 8;
  private static final int STATIC_CONTENT_TYPE = 31;

  private HeaderBlocks() {}

  static byte[] response(byte[][] fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(64);
    block.write(INDEXED_STATUS_200);
    writeIndexedName(block, STATIC_CONTENT_TYPE, ascii("application/grpc"));
    writeFields(block, fields);
    return block.toByteArray();
  }

  static byte[] trailers(byte[][] fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(64);
    writeFields(block, fields);
    return block.toByteArray();
  }

  /** The head of an answer that is not gRPC. */
  static byte[] plainText(int httpStatus) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(32);
    writeIndexedName(block, STATIC_STATUS, ascii(Integer.toString(httpStatus)));
    writeIndexedName(block, STATIC_CONTENT_TYPE, ascii("text/plain; charset=utf-8"));
    return block.toByteArray();
  }

  private static void writeFields(ByteArrayOutputStream block, byte[][] fields) {
    for (int i = 0; i + 1 < fields.length; i += 2) {
      block.write(0);
      writeString(block, fields[i]);
      writeString(block, fields[i + 1]);
    }
  }

  private static void writeIndexedName(ByteArrayOutputStream block, int index, byte[] value) {
    writeInteger(block, 4, index);
    writeString(block, value);
  }

  private static void writeString(ByteArrayOutputStream block, byte[] string) {
    writeInteger(block, 7, string.length);
    block.writeBytes(string);
  }

  /** An integer with a prefix of {@code bits} (RFC 7541 section 5.1). */
  private static void writeInteger(ByteArrayOutputStream block, int bits, int value) {
    int limit = (1 << bits) - 1;
    if (value < limit) {
      block.write(value);
      return;
    }
    block.write(limit);
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
