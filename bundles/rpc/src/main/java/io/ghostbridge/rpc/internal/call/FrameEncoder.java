package io.ghostbridge.rpc.internal.call;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Puts the length prefix before a message (gRPC over HTTP/2, "Length-Prefixed-Message"). */
final class FrameEncoder {
  static final int PREFIX_BYTES = 5;

  private FrameEncoder() {}

  /** Serialises {@code message} and closes it. */
  static ByteBuf encode(InputStream message, boolean gzip) throws IOException {
    try (message) {
      if (!gzip && message instanceof KnownLength) {
        return encodeKnownLength(message, message.available());
      }
      ByteArrayOutputStream frame = new ByteArrayOutputStream(256);
      frame.write(new byte[PREFIX_BYTES]);
      if (gzip) {
        try (GZIPOutputStream zip = new GZIPOutputStream(frame)) {
          drain(message, zip);
        }
      } else {
        drain(message, frame);
      }
      byte[] bytes = frame.toByteArray();
      writePrefix(bytes, gzip, bytes.length - PREFIX_BYTES);
      return Unpooled.wrappedBuffer(bytes);
    }
  }

  private static ByteBuf encodeKnownLength(InputStream message, int length) throws IOException {
    byte[] bytes = new byte[PREFIX_BYTES + length];
    writePrefix(bytes, false, length);
    if (message instanceof Drainable drainable) {
      FixedArrayOutput output = new FixedArrayOutput(bytes, PREFIX_BYTES);
      drainable.drainTo(output);
      output.checkFull();
    } else if (message.readNBytes(bytes, PREFIX_BYTES, length) != length) {
      throw new IOException("message is shorter than the " + length + " bytes it said it has");
    }
    return Unpooled.wrappedBuffer(bytes);
  }

  private static void drain(InputStream message, OutputStream output) throws IOException {
    if (message instanceof Drainable drainable) {
      drainable.drainTo(output);
    } else {
      message.transferTo(output);
    }
  }

  private static void writePrefix(byte[] frame, boolean gzip, int length) {
    frame[0] = (byte) (gzip ? 1 : 0);
    frame[1] = (byte) (length >>> 24);
    frame[2] = (byte) (length >>> 16);
    frame[3] = (byte) (length >>> 8);
    frame[4] = (byte) length;
  }

  /** Writes into an array of the right size; {@link ByteArrayOutputStream} would copy once more. */
  private static final class FixedArrayOutput extends OutputStream {
    private final byte[] target;
    private int position;

    FixedArrayOutput(byte[] target, int position) {
      this.target = target;
      this.position = position;
    }

    @Override
    public void write(int b) {
      target[position++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      System.arraycopy(source, offset, target, position, length);
      position += length;
    }

    void checkFull() throws IOException {
      if (position != target.length) {
        throw new IOException(
            "message has " + position + " bytes but said it has " + target.length);
      }
    }
  }
}
