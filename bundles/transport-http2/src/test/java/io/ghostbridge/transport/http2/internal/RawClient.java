package io.ghostbridge.transport.http2.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP/2 frame by frame, so that it can misbehave. */
final class RawClient implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  static final int ENHANCE_YOUR_CALM = 11;
  static final int REFUSED_STREAM = 7;

  final Socket socket = new Socket();
  private final DataInputStream input;

  /** A frame as it came. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int type, int flags, int streamId, byte[] payload) {
    /** The error code of RST_STREAM or GOAWAY. */
    int errorCode() {
      int at = type == GOAWAY ? 4 : 0;
      return (payload[at] & 0xff) << 24
          | (payload[at + 1] & 0xff) << 16
          | (payload[at + 2] & 0xff) << 8
          | (payload[at + 3] & 0xff);
    }
  }

  RawClient(InetSocketAddress server) throws IOException {
    this(server, InetAddress.getLoopbackAddress());
  }

  RawClient(InetSocketAddress server, InetAddress from) throws IOException {
    socket.setReceiveBufferSize(16 * 1024);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(server);
    socket.setSoTimeout(20_000);
    input = new DataInputStream(socket.getInputStream());
  }

  void raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  RawClient preface(byte[] settings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(frame(SETTINGS, 0, 0, settings));
    raw(out.toByteArray());
    return this;
  }

  RawClient preface() throws IOException {
    return preface(new byte[0]);
  }

  static byte[] frame(int type, int flags, int streamId, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(9 + payload.length);
    out.write(payload.length >> 16);
    out.write(payload.length >> 8);
    out.write(payload.length);
    out.write(type);
    out.write(flags);
    out.writeBytes(integer(streamId));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  static byte[] integer(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  /** The header block of a gRPC call. */
  static byte[] request(String method) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x83); // :method POST
    block.write(0x86); // :scheme http
    literal(block, ":path", "/test.Echo/" + method);
    literal(block, "content-type", "application/grpc");
    literal(block, "te", "trailers");
    return block.toByteArray();
  }

  static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    string(block, name);
    string(block, value);
  }

  static void string(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int rest = bytes.length - 127;
    block.write(Math.min(bytes.length, 127));
    if (rest >= 0) {
      for (; rest >= 128; rest >>= 7) {
        block.write((rest & 127) | 128);
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }

  /** The next frame, or null when the server has closed the connection. */
  @Nullable Frame read() throws IOException {
    try {
      int length = input.readUnsignedShort() << 8 | input.readUnsignedByte();
      int type = input.readUnsignedByte();
      int flags = input.readUnsignedByte();
      int streamId = input.readInt();
      byte[] payload = new byte[length];
      input.readFully(payload);
      return new Frame(type, flags, streamId, payload);
    } catch (EOFException | java.net.SocketException e) {
      return null;
    }
  }

  /** Reads until a frame of {@code type} comes; null if the connection ends before. */
  @Nullable Frame readUntil(int type) throws IOException {
    Frame frame = read();
    while (frame != null && frame.type() != type) {
      frame = read();
    }
    return frame;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
