package io.ghostbridge.bench.http3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A request as it stands on an HTTP/3 stream: a HEADERS frame in QPACK's static table and literals
 * (RFC 9204 section 4.5), and for gRPC a DATA frame. Made once.
 */
final class Http3Request {
  private static final int METHOD_GET = 17;
  private static final int METHOD_POST = 20;
  private static final int SCHEME_HTTPS = 23;
  private static final int AUTHORITY = 0;
  private static final int PATH = 1;
  private static final int CONTENT_TYPE = 44;

  private final ByteBuf bytes;

  private Http3Request(byte[] all) {
    bytes = Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(all));
  }

  /** A gRPC call. */
  static Http3Request call(String authority, String path, byte[] data) {
    ByteArrayOutputStream section = section(METHOD_POST, authority, path);
    named(section, CONTENT_TYPE, "application/grpc");
    integer(section, 0x20, 3, 2);
    section.writeBytes("te".getBytes(StandardCharsets.US_ASCII));
    string(section, "trailers");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frame(all, 1, section.toByteArray());
    frame(all, 0, data);
    return new Http3Request(all.toByteArray());
  }

  /** A file. */
  static Http3Request get(String authority, String path) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frame(all, 1, section(METHOD_GET, authority, path).toByteArray());
    return new Http3Request(all.toByteArray());
  }

  private static ByteArrayOutputStream section(int method, String authority, String path) {
    ByteArrayOutputStream section = new ByteArrayOutputStream();
    section.write(0);
    section.write(0);
    section.write(0xc0 | method);
    section.write(0xc0 | SCHEME_HTTPS);
    named(section, PATH, path);
    named(section, AUTHORITY, authority);
    return section;
  }

  /** The bytes, to be written with the stream's end. */
  ByteBuf bytes() {
    return bytes.duplicate();
  }

  private static void named(ByteArrayOutputStream out, int index, String value) {
    integer(out, 0x50, 4, index);
    string(out, value);
  }

  private static void string(ByteArrayOutputStream out, String value) {
    byte[] text = value.getBytes(StandardCharsets.US_ASCII);
    integer(out, 0, 7, text.length);
    out.writeBytes(text);
  }

  private static void integer(ByteArrayOutputStream out, int pattern, int bits, int value) {
    int limit = (1 << bits) - 1;
    if (value < limit) {
      out.write(pattern | value);
    } else {
      out.write(pattern | limit);
      int rest = value - limit;
      for (; rest >= 0x80; rest >>>= 7) {
        out.write((rest & 0x7f) | 0x80);
      }
      out.write(rest);
    }
  }

  private static void frame(ByteArrayOutputStream out, int type, byte[] payload) {
    out.write(type);
    if (payload.length >= 64) {
      out.write(0x40 | payload.length >> 8);
    }
    out.write(payload.length);
    out.writeBytes(payload);
  }
}
