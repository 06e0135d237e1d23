package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.rpc.RpcStream;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * HEADERS frames of answers: field sections in QPACK (RFC 9204 section 4.5) that use the static
 * table only, so that no answer ever waits for another packet.
 */
final class FieldSections {
  private static final int HEADERS_FRAME = 1;
  private static final int STATIC_CONTENT_TYPE = 44;
  private static final int STATIC_STATUS_200 = 25;
  private static final int STATIC_STATUS = 24;
  private static final byte[] RESPONSE = frame(response(RpcStream.NO_FIELDS));
  private static final byte[] OK_TRAILERS = frame(literals(RpcStream.OK_TRAILERS));

  private FieldSections() {}

  /** The first frame of an answer. */
  @SuppressWarnings("ReferenceEquality") // a shortcut for the commonest answer
  static void writeResponse(ByteBuf out, byte[][] fields) {
    out.writeBytes(fields.length == 0 ? RESPONSE : frame(response(fields)));
  }

  /** The last frame of an answer. */
  @SuppressWarnings("ReferenceEquality") // a shortcut for the commonest answer
  static void writeTrailers(ByteBuf out, byte[][] fields) {
    out.writeBytes(fields == RpcStream.OK_TRAILERS ? OK_TRAILERS : frame(literals(fields)));
  }

  /** The head of an answer that is not gRPC. */
  static void writePlainText(ByteBuf out, int httpStatus) {
    ByteArrayOutputStream section = begin();
    writeNamed(section, STATIC_STATUS, ascii(Integer.toString(httpStatus)));
    writeNamed(section, STATIC_CONTENT_TYPE, ascii("text/plain; charset=utf-8"));
    out.writeBytes(frame(section.toByteArray()));
  }

  private static byte[] response(byte[][] fields) {
    ByteArrayOutputStream section = begin();
    section.write(0xc0 | STATIC_STATUS_200);
    writeNamed(section, STATIC_CONTENT_TYPE, ascii("application/grpc"));
    writeLiterals(section, fields);
    return section.toByteArray();
  }

  private static byte[] literals(byte[][] fields) {
    ByteArrayOutputStream section = begin();
    writeLiterals(section, fields);
    return section.toByteArray();
  }

  /** Required Insert Count and Base of a section that needs no dynamic table. */
  private static ByteArrayOutputStream begin() {
    ByteArrayOutputStream section = new ByteArrayOutputStream(64);
    section.write(0);
    section.write(0);
    return section;
  }

  private static void writeLiterals(ByteArrayOutputStream section, byte[][] fields) {
    for (int i = 0; i + 1 < fields.length; i += 2) {
      writeInteger(section, 0x20, 3, fields[i].length);
      section.writeBytes(fields[i]);
      writeString(section, fields[i + 1]);
    }
  }

  private static void writeNamed(ByteArrayOutputStream section, int index, byte[] value) {
    writeInteger(section, 0x50, 4, index);
    writeString(section, value);
  }

  private static void writeString(ByteArrayOutputStream section, byte[] string) {
    writeInteger(section, 0, 7, string.length);
    section.writeBytes(string);
  }

  /** An integer with a prefix of {@code bits} beside {@code pattern} (RFC 7541 section 5.1). */
  private static void writeInteger(ByteArrayOutputStream out, int pattern, int bits, int value) {
    int limit = (1 << bits) - 1;
    if (value < limit) {
      out.write(pattern | value);
      return;
    }
    out.write(pattern | limit);
    int rest = value - limit;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static byte[] frame(byte[] section) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(section.length + 5);
    frame.write(HEADERS_FRAME);
    int length = section.length;
    if (length < 64) {
      frame.write(length);
    } else if (length < 16_384) {
      frame.write(0x40 | length >> 8);
      frame.write(length);
    } else {
      frame.write(0x80 | length >> 24);
      frame.write(length >> 16);
      frame.write(length >> 8);
      frame.write(length);
    }
    frame.writeBytes(section);
    return frame.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
