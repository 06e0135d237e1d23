package io.ghostbridge.bench.secure;

import io.ghostbridge.bench.BenchmarkException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP/2 connection (RFC 9113) that makes one kind of call as fast as answers come: as little of
 * a client as that takes. Header fields are in the peer's dynamic table after the first call. For
 * one thread.
 */
final class RawConnection {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FRAME_HEADER = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int ACK = 1;
  private static final int INITIAL_WINDOW = 65_535;
  private static final int LARGEST_WINDOW = Integer.MAX_VALUE;

  /** Static table (RFC 7541, appendix A): {@code :method: POST}, {@code :scheme: http}. */
  private static final byte[] METHOD_AND_SCHEME = {(byte) 0x83, (byte) 0x86};

  private static final int NAME_AUTHORITY = 1;
  private static final int NAME_PATH = 4;
  private static final int NAME_CONTENT_TYPE = 31;
  private static final int FIRST_DYNAMIC = 62;

  private final SocketChannel channel;
  private final RequestSource requests;
  private final byte[] firstBlock;
  private final byte[] block;
  private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 20);
  private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 20);
  private final Map<Integer, Call> begun = new HashMap<>();
  private final Outcome outcome;
  private int nextStream = 1;
  private int inFlight;
  private long sendWindow = INITIAL_WINDOW;
  private boolean first = true;

  /** A call in flight. */
  private static final class Call {
    private final long since = System.nanoTime();
    private byte[] data = {};
  }

  /** What became of a call. */
  interface Outcome {
    /**
     * @param data the answer's DATA; empty if there was none
     */
    void ended(byte[] data, long nanos) throws BenchmarkException;
  }

  RawConnection(
      SocketAddress address, String path, String authority, RequestSource requests, Outcome outcome)
      throws IOException {
    this.requests = requests;
    this.outcome = outcome;
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    String[][] fields = {
      {"path", path},
      {"authority", authority},
      {"content-type", "application/grpc"},
      {"te", "trailers"},
      {"ghost-secure", "1"}
    };
    int count = requests.secured() ? fields.length : fields.length - 1;
    ByteBuffer literal = ByteBuffer.allocate(512).put(METHOD_AND_SCHEME);
    ByteBuffer indexed = ByteBuffer.allocate(16).put(METHOD_AND_SCHEME);
    int[] names = {NAME_PATH, NAME_AUTHORITY, NAME_CONTENT_TYPE, 0, 0};
    for (int i = 0; i < count; i++) {
      literal.put((byte) (0x40 | names[i]));
      if (names[i] == 0) {
        text(literal, fields[i][0]);
      }
      text(literal, fields[i][1]);
      // The last one added is the first of the dynamic table.
      indexed.put((byte) (0x80 | (FIRST_DYNAMIC + count - 1 - i)));
    }
    firstBlock = bytes(literal);
    block = bytes(indexed);
    out.put(PREFACE);
    frame(SETTINGS, 0, 0, 6);
    out.putShort((short) 4).putInt(LARGEST_WINDOW);
    frame(WINDOW_UPDATE, 0, 0, 4);
    out.putInt(LARGEST_WINDOW - INITIAL_WINDOW);
  }

  private static void text(ByteBuffer target, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    target.put((byte) ascii.length).put(ascii);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.position()];
    buffer.get(0, bytes);
    return bytes;
  }

  void register(Selector selector) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  private void frame(int type, int flags, int stream, int length) {
    out.put((byte) (length >>> 16))
        .putShort((short) length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream);
  }

  int inFlight() {
    return inFlight;
  }

  /**
   * Begins calls until {@code atOnce} are in flight, or {@code most} were begun; tells how many.
   */
  int begin(int atOnce, long most) throws BenchmarkException {
    int count = 0;
    while (inFlight < atOnce && count < most && sendWindow > 1024 && out.remaining() > 2048) {
      byte[] request = requests.next();
      byte[] fields = first ? firstBlock : block;
      first = false;
      frame(HEADERS, END_HEADERS, nextStream, fields.length);
      out.put(fields);
      frame(DATA, END_STREAM, nextStream, request.length);
      out.put(request);
      sendWindow -= request.length;
      begun.put(nextStream, new Call());
      nextStream += 2;
      inFlight++;
      count++;
    }
    return count;
  }

  void flush() throws IOException {
    out.flip();
    channel.write(out);
    out.compact();
  }

  /** Takes what has come. */
  void read() throws IOException, BenchmarkException {
    if (channel.read(in) < 0) {
      throw new BenchmarkException("the server closed a connection");
    }
    in.flip();
    while (in.remaining() >= FRAME_HEADER) {
      int length = in.getInt(in.position()) >>> 8;
      if (in.remaining() < FRAME_HEADER + length) {
        break;
      }
      int type = in.get(in.position() + 3);
      int flags = in.get(in.position() + 4);
      int stream = in.getInt(in.position() + 5);
      int end = in.position() + FRAME_HEADER + length;
      in.position(in.position() + FRAME_HEADER);
      take(type, flags, stream, length);
      in.position(end);
    }
    in.compact();
  }

  private void take(int type, int flags, int stream, int length) throws BenchmarkException {
    switch (type) {
      case DATA -> {
        Call call = call(stream);
        int before = call.data.length;
        call.data = Arrays.copyOf(call.data, before + length);
        in.get(call.data, before, length);
      }
      case HEADERS -> {
        if ((flags & END_STREAM) != 0) {
          Call call = call(stream);
          begun.remove(stream);
          inFlight--;
          if (call.data.length == 0) {
            byte[] fields = new byte[length];
            in.get(fields);
            throw new BenchmarkException(
                "a call was refused; its trailers, as they came: "
                    + new String(fields, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]+", "."));
          }
          outcome.ended(call.data, System.nanoTime() - call.since);
        }
      }
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          frame(SETTINGS, ACK, 0, 0);
        }
      }
      case PING -> {
        if ((flags & ACK) == 0) {
          frame(PING, ACK, 0, 8);
          out.putLong(in.getLong());
        }
      }
      case WINDOW_UPDATE -> {
        if (stream == 0) {
          sendWindow += in.getInt();
        }
      }
      case RESET, GO_AWAY ->
          throw new BenchmarkException("the server sent a frame of type " + type);
      default -> {
        // Of no interest.
      }
    }
  }

  private Call call(int stream) throws BenchmarkException {
    Call call = begun.get(stream);
    if (call == null) {
      throw new BenchmarkException("the server answers a call that was not made: " + stream);
    }
    return call;
  }

  void close() throws IOException {
    channel.close();
  }
}
