package io.ghostbridge.client.internal.http3;

import io.grpc.Codec;
import io.grpc.Decompressor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts an answer's bytes into messages. Of one thread. */
final class MessageDeframer {
  private static final int PREFIX_BYTES = 5;

  private final int mostBytes;
  private Decompressor decompressor = Codec.Identity.NONE;
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

  /**
   * @param mostBytes the largest message, compressed or not
   */
  MessageDeframer(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** How messages are packed that say they are. */
  void decompressor(Decompressor named) {
    decompressor = named;
  }

  /** Takes {@code more}, which it releases. */
  void add(ByteBuf more) {
    if (!bytes.isReadable()) {
      bytes.release();
      bytes = more;
    } else if (bytes.refCnt() == 1
        && !bytes.isReadOnly()
        && bytes.maxWritableBytes() >= more.readableBytes()
        && bytes.unwrap() == null) {
      bytes.discardReadBytes().writeBytes(more);
      more.release();
    } else {
      ByteBuf all =
          Unpooled.buffer(Math.max(bytes.readableBytes() + more.readableBytes(), expected()));
      all.writeBytes(bytes).writeBytes(more);
      bytes.release();
      more.release();
      bytes = all;
    }
  }

  /** Room for the whole message, so that it is not moved again with each packet. */
  private int expected() {
    long length =
        bytes.readableBytes() < PREFIX_BYTES ? 0 : bytes.getUnsignedInt(bytes.readerIndex() + 1);
    return length > mostBytes ? 0 : PREFIX_BYTES + (int) length;
  }

  /** Bytes that are no whole message yet, or not asked for. */
  int buffered() {
    return bytes.readableBytes();
  }

  /**
   * Whether there is a whole message.
   *
   * @throws StatusRuntimeException if what comes next is none, or too large a one
   */
  boolean hasNext() {
    if (bytes.readableBytes() < PREFIX_BYTES) {
      return false;
    }
    int flag = bytes.getByte(bytes.readerIndex());
    long length = bytes.getUnsignedInt(bytes.readerIndex() + 1);
    if ((flag & ~1) != 0) {
      throw failure(Status.INTERNAL, "the flag of a message is " + flag + ", expected 0 or 1");
    }
    if (length > mostBytes) {
      throw failure(
          Status.RESOURCE_EXHAUSTED,
          "the answer has a message of " + length + " bytes, the call allows at most " + mostBytes);
    }
    return bytes.readableBytes() - PREFIX_BYTES >= length;
  }

  /**
   * The next message, or null if it is not there as a whole. The stream may be read on any thread.
   *
   * @throws StatusRuntimeException if what comes next is none, is too large, or cannot be unpacked
   */
  @Nullable InputStream next() {
    if (!hasNext()) {
      return null;
    }
    boolean packed = bytes.readByte() == 1;
    byte[] message = new byte[bytes.readInt()];
    bytes.readBytes(message);
    InputStream plain = new MessageStream(message);
    if (!packed) {
      return plain;
    }
    if (decompressor.equals(Codec.Identity.NONE)) {
      throw failure(Status.INTERNAL, "a message is compressed and the answer does not say how");
    }
    try {
      return new BoundedStream(decompressor.decompress(plain), mostBytes);
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("a message of the answer cannot be unpacked")
          .withCause(e)
          .asRuntimeException();
    }
  }

  private static StatusRuntimeException failure(Status status, String text) {
    return status.withDescription(text).asRuntimeException();
  }

  /** Forgets what it has. */
  void close() {
    bytes.release();
    bytes = Unpooled.EMPTY_BUFFER;
  }
}
