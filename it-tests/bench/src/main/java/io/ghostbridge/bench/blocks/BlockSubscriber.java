package io.ghostbridge.bench.blocks;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.proto.chain.v1.BlockResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One HTTP/2 connection (RFC 9113) with one SubscribeBlocks call on it. Holds the stream to its
 * promise: each block once, in order. For one thread.
 */
final class BlockSubscriber {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String PATH = "/ghost.chain.v1.GhostChainService/SubscribeBlocks";

  private static final int FRAME_HEADER = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int RESET = 3;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int ACK = 1;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int DEFAULT_WINDOW = 65_535;
  private static final int MESSAGE_PREFIX = 5;

  /** Static table (RFC 7541, appendix A): {@code :method: POST}, {@code :scheme: http}. */
  private static final byte[] METHOD_AND_SCHEME = {(byte) 0x83, (byte) 0x86};

  private static final int NAME_AUTHORITY = 1;
  private static final int NAME_PATH = 4;

  /** Literals without indexing have four bits for a name's index; 31 takes a second byte. */
  private static final byte[] NAME_CONTENT_TYPE = {0x0f, 31 - 15};

  private final SocketChannel channel;
  private final Deque<BlockResponse> received = new ArrayDeque<>();
  private ByteBuffer in = ByteBuffer.allocate(4 * 1024);
  private ByteBuffer message = ByteBuffer.allocate(4 * 1024);
  private long height = -1;

  /** Connects and subscribes. */
  BlockSubscriber(InetSocketAddress address) throws IOException {
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    ByteBuffer out = ByteBuffer.allocate(512).put(PREFACE);
    frame(out, SETTINGS, 0, 0, 6).putShort((short) INITIAL_WINDOW_SIZE).putInt(Integer.MAX_VALUE);
    frame(out, WINDOW_UPDATE, 0, 0, 4).putInt(Integer.MAX_VALUE - DEFAULT_WINDOW);
    ByteBuffer fields = ByteBuffer.allocate(256).put(METHOD_AND_SCHEME);
    text(fields.put((byte) NAME_PATH), PATH);
    text(fields.put((byte) NAME_AUTHORITY), "127.0.0.1:" + address.getPort());
    text(fields.put(NAME_CONTENT_TYPE), "application/grpc");
    text(text(fields.put((byte) 0), "te"), "trailers");
    frame(out, HEADERS, END_HEADERS, 1, fields.flip().remaining()).put(fields);
    frame(out, DATA, END_STREAM, 1, MESSAGE_PREFIX).put(new byte[MESSAGE_PREFIX]);
    channel.write(out.flip());
    channel.configureBlocking(false);
  }

  private static ByteBuffer frame(ByteBuffer out, int type, int flags, int stream, int length) {
    return out.put((byte) (length >>> 16))
        .putShort((short) length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream);
  }

  private static ByteBuffer text(ByteBuffer target, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return target.put((byte) ascii.length).put(ascii);
  }

  void register(Selector selector) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Takes what has come; the blocks of it are to be asked for by {@link #next()}. */
  void read() throws IOException, BenchmarkException {
    if (channel.read(in) < 0) {
      throw new BenchmarkException("the server closed a subscriber's connection");
    }
    in.flip();
    while (in.remaining() >= FRAME_HEADER) {
      int length = in.getInt(in.position()) >>> 8;
      if (in.remaining() < FRAME_HEADER + length) {
        break;
      }
      int type = in.get(in.position() + 3);
      int flags = in.get(in.position() + 4);
      int end = in.position() + FRAME_HEADER + length;
      in.position(in.position() + FRAME_HEADER);
      take(type, flags, length);
      in.position(end);
    }
    in.compact();
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
    }
  }

  private void take(int type, int flags, int length) throws IOException, BenchmarkException {
    switch (type) {
      case DATA -> data(length);
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          answer(frame(ByteBuffer.allocate(FRAME_HEADER), SETTINGS, ACK, 0, 0));
        }
      }
      case PING -> {
        if ((flags & ACK) == 0) {
          answer(
              frame(ByteBuffer.allocate(FRAME_HEADER + 8), PING, ACK, 0, 8).putLong(in.getLong()));
        }
      }
      case HEADERS -> {
        if ((flags & END_STREAM) != 0) {
          throw new BenchmarkException("the server ended a subscription");
        }
      }
      case RESET, GO_AWAY ->
          throw new BenchmarkException("the server sent a subscriber a frame of type " + type);
      default -> {
        // Of no interest.
      }
    }
  }

  private void answer(ByteBuffer frame) throws IOException {
    // So few bytes that a socket which nothing else is written to takes them.
    channel.write(frame.flip());
  }

  private void data(int length) throws BenchmarkException {
    if (message.remaining() < length) {
      message = ByteBuffer.allocate(2 * (message.position() + length)).put(message.flip());
    }
    message.put(in.slice(in.position(), length));
    message.flip();
    while (message.remaining() >= MESSAGE_PREFIX) {
      int bytes = message.getInt(message.position() + 1);
      if (message.remaining() < MESSAGE_PREFIX + bytes) {
        break;
      }
      block(message.slice(message.position() + MESSAGE_PREFIX, bytes));
      message.position(message.position() + MESSAGE_PREFIX + bytes);
    }
    message.compact();
  }

  private void block(ByteBuffer bytes) throws BenchmarkException {
    BlockResponse block;
    try {
      block = BlockResponse.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new BenchmarkException("a subscriber got what is no BlockResponse", e);
    }
    if (height >= 0 && block.getHeight() != height + 1) {
      throw new BenchmarkException(
          "a subscriber got block " + block.getHeight() + " after block " + height);
    }
    height = block.getHeight();
    received.add(block);
  }

  /** Whether there is a block that {@link #next()} has not given. */
  boolean hasNext() {
    return !received.isEmpty();
  }

  /** The next block in order. */
  BlockResponse next() {
    return received.remove();
  }

  void close() throws IOException {
    channel.close();
  }
}
