package io.ghostbridge.transport.http2.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * Netty's handler of TLS with a shorter way between handshake and end: a read is decrypted, and a
 * write encrypted, when it comes, into one buffer and without the queue, the promises and the
 * cumulation that Netty's own way takes. Handshake, alerts and closing are Netty's.
 *
 * <p>For BoringSSL's engine only, which keeps what it has read of an unfinished record, and takes
 * several at once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class RecordHandler extends SslHandler {
  /** The most that a record holds (RFC 8446 section 5.1). */
  private static final int MAX_RECORD_BYTES = 16 * 1024;

  /** More than a record has beside its content: header, type, tag, and what BoringSSL reserves. */
  private static final int RECORD_OVERHEAD_BYTES = 128;

  private final SSLEngine engine;
  private boolean readsDirectly;
  private boolean writesDirectly;
  private boolean closing;

  /**
   * Takes the engine, whose release is this handler's, and which allows several records at once.
   */
  RecordHandler(ReferenceCountedOpenSslEngine engine) {
    super(engine);
    this.engine = engine;
  }

  // ---- Reading.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!readsDirectly) {
      // Between two reads, so that nothing of Netty's way is under way.
      readsDirectly = handshakeFuture().isSuccess() && actualReadableBytes() == 0;
    }
    if (!readsDirectly) {
      super.channelRead(context, message);
      return;
    }
    ByteBuf input = (ByteBuf) message;
    try {
      decrypt(context, input);
    } catch (SSLException e) {
      sendAlert(context, e);
      throw e;
    } finally {
      input.release();
    }
  }

  private void sendAlert(ChannelHandlerContext context, SSLException failure) {
    try {
      super.flush(context);
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  private void decrypt(ChannelHandlerContext context, ByteBuf input) throws Exception {
    int room = input.readableBytes();
    boolean more = room > 0;
    while (more) {
      ByteBuf plain = context.alloc().directBuffer(room);
      SSLEngineResult result;
      try {
        result = engine.unwrap(readable(input, input.readableBytes()), writable(plain));
        input.skipBytes(result.bytesConsumed());
        plain.writerIndex(result.bytesProduced());
      } catch (SSLException | RuntimeException e) {
        plain.release();
        throw e;
      }
      if (plain.isReadable()) {
        context.fireChannelRead(plain);
      } else {
        plain.release();
      }
      if (result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
        // The client has ended its side, or wants to see new keys used (RFC 8446 section 4.6.3).
        super.flush(context);
      }
      if (result.getStatus() == Status.CLOSED) {
        context.close();
        return;
      }
      // The end of a record that began in an earlier read may be more than that read.
      boolean full = result.getStatus() == Status.BUFFER_OVERFLOW;
      more = full || (input.isReadable() && result.bytesConsumed() > 0);
      room = full ? MAX_RECORD_BYTES : input.readableBytes();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (readsDirectly) {
      // Netty's way would read on where nothing was passed on, even if nobody wants to be read to.
      context.fireChannelReadComplete();
    } else {
      super.channelReadComplete(context);
    }
  }

  // ---- Writing.

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (!writesDirectly) {
      super.write(context, message, promise);
      return;
    }
    ByteBuf plain = (ByteBuf) message;
    if (!plain.isReadable()) {
      context.write(plain, promise);
      return;
    }
    ByteBuf records;
    try {
      records = encrypt(context, plain);
    } catch (SSLException e) {
      promise.tryFailure(e);
      return;
    } finally {
      plain.release();
    }
    context.write(records, promise);
  }

  private ByteBuf encrypt(ChannelHandlerContext context, ByteBuf plain) throws SSLException {
    int length = plain.readableBytes();
    int count = (length + MAX_RECORD_BYTES - 1) / MAX_RECORD_BYTES;
    ByteBuf records = context.alloc().directBuffer(length + count * RECORD_OVERHEAD_BYTES);
    boolean complete = false;
    try {
      while (plain.isReadable()) {
        int piece = Math.min(plain.readableBytes(), MAX_RECORD_BYTES);
        SSLEngineResult result = engine.wrap(readable(plain, piece), writable(records));
        plain.skipBytes(result.bytesConsumed());
        records.writerIndex(records.writerIndex() + result.bytesProduced());
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
          records.ensureWritable(engine.getSession().getPacketBufferSize());
        } else if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
          throw new SSLException("nothing can be sent any more: " + result.getStatus());
        }
      }
      complete = true;
      return records;
    } finally {
      if (!complete) {
        records.release();
      }
    }
  }

  @Override
  public void flush(ChannelHandlerContext context) throws Exception {
    if (writesDirectly) {
      context.flush();
      return;
    }
    super.flush(context);
    // What was written until now has left Netty's queue.
    writesDirectly = !closing && handshakeFuture().isSuccess();
  }

  // ---- The end.

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
    end();
    super.close(context, promise);
  }

  @Override
  public void disconnect(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
    end();
    super.disconnect(context, promise);
  }

  private void end() {
    closing = true;
    writesDirectly = false;
  }

  // ---- Buffers as the engine wants them.

  private static ByteBuffer readable(ByteBuf buffer, int length) {
    int start = buffer.readerIndex();
    return buffer.nioBufferCount() == 1
        ? buffer.internalNioBuffer(start, length)
        : buffer.nioBuffer(start, length);
  }

  private static ByteBuffer writable(ByteBuf buffer) {
    return buffer.internalNioBuffer(buffer.writerIndex(), buffer.writableBytes());
  }
}
