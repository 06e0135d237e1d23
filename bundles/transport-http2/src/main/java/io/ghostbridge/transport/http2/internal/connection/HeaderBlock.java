package io.ghostbridge.transport.http2.internal.connection;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import org.jspecify.annotations.Nullable;

/**
 * A header block, which may come in several frames (RFC 9113 section 4.3). What has come of one is
 * bounded in bytes and in pieces, and decoded when it is whole. Event loop only.
 */
final class HeaderBlock {
  /** A client whose frames are as large as they may be needs two. */
  private static final int MAX_PIECES = 16;

  private final FieldsDecoder decoder;
  private final ByteBufAllocator allocator;
  private @Nullable ByteBuf pieces;
  private int count;
  private int streamId;
  private boolean endsStream;

  HeaderBlock(FieldsDecoder decoder, ByteBufAllocator allocator) {
    this.decoder = decoder;
    this.allocator = allocator;
  }

  /** The fields of a block that came in one piece, valid until the next block is decoded. */
  RequestFields decode(int stream, ByteBuf whole) throws Http2Exception {
    checkLength(whole.readableBytes());
    return decoder.decode(stream, whole);
  }

  /** Takes the first piece. */
  void begin(int stream, boolean endOfStream, ByteBuf piece) throws Http2Exception {
    checkLength(piece.readableBytes());
    streamId = stream;
    endsStream = endOfStream;
    count = 1;
    pieces = allocator.buffer(piece.readableBytes()).writeBytes(piece);
  }

  /** Takes a further piece of the block that was begun. */
  void add(ByteBuf piece) throws Http2Exception {
    ByteBuf before = begun();
    checkLength((long) before.readableBytes() + piece.readableBytes());
    if (++count > MAX_PIECES) {
      throw connectionError(
          Http2Error.ENHANCE_YOUR_CALM,
          "the header block of stream %d came in more than %d pieces",
          streamId,
          MAX_PIECES);
    }
    before.writeBytes(piece);
  }

  /** The fields of the block that was begun, valid until the next one is decoded. */
  RequestFields finish() throws Http2Exception {
    try {
      return decoder.decode(streamId, begun());
    } finally {
      close();
    }
  }

  private ByteBuf begun() {
    ByteBuf present = pieces;
    if (present == null) {
      throw new IllegalStateException("no header block was begun");
    }
    return present;
  }

  private void checkLength(long bytes) throws Http2Exception {
    if (bytes > decoder.maxHeaderListSizeGoAway()) {
      throw connectionError(
          Http2Error.PROTOCOL_ERROR,
          "a header block of %d bytes is longer than %d",
          bytes,
          decoder.maxHeaderListSizeGoAway());
    }
  }

  /** Whether a block was begun whose end has not come. */
  boolean isOpen() {
    return pieces != null;
  }

  /** The stream of the block that was begun. */
  int streamId() {
    return streamId;
  }

  /** Whether the block that was begun ends its stream. */
  boolean endsStream() {
    return endsStream;
  }

  /** Drops what has come. */
  void close() {
    ByteBuf present = pieces;
    pieces = null;
    if (present != null) {
      present.release();
    }
  }
}
