package io.ghostbridge.client.internal.http3;

import io.grpc.Compressor;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Puts gRPC's prefix, flag and length, before a message. */
final class MessageFramer {
  private static final int PREFIX_BYTES = 5;
  private static final int USUAL_BYTES = 512;

  private MessageFramer() {}

  /**
   * The message as it goes out.
   *
   * @param compressor null: as it is
   * @param mostBytes the largest message, as it goes out
   * @throws StatusRuntimeException if it is larger, or cannot be read
   */
  static ByteBuf frame(
      ByteBufAllocator buffers,
      InputStream message,
      @Nullable Compressor compressor,
      int mostBytes) {
    ByteBuf buffer = buffers.directBuffer(PREFIX_BYTES + length(message, compressor != null));
    try {
      buffer.writeByte(compressor == null ? 0 : 1).writeInt(0);
      if (compressor == null) {
        copy(message, new ByteBufOutputStream(buffer));
      } else {
        try (OutputStream packed = compressor.compress(new ByteBufOutputStream(buffer))) {
          copy(message, packed);
        }
      }
      int written = buffer.readableBytes() - PREFIX_BYTES;
      if (written > mostBytes) {
        throw Status.RESOURCE_EXHAUSTED
            .withDescription(
                "the message has " + written + " bytes, the call allows at most " + mostBytes)
            .asRuntimeException();
      }
      return buffer.setInt(1, written).retain();
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("the message cannot be written")
          .withCause(e)
          .asRuntimeException();
    } finally {
      buffer.release();
    }
  }

  private static int length(InputStream message, boolean compressed) {
    try {
      return message instanceof KnownLength && !compressed ? message.available() : USUAL_BYTES;
    } catch (IOException e) {
      return USUAL_BYTES;
    }
  }

  private static void copy(InputStream message, OutputStream out) throws IOException {
    try (message) {
      if (message instanceof Drainable drainable) {
        drainable.drainTo(out);
      } else {
        message.transferTo(out);
      }
    }
  }
}
