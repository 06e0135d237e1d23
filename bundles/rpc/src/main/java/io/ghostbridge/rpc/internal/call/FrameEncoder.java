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

  /** Where the bytes of a message are put. */
  interface Frames {
    /** An empty buffer with an array, and room for so many bytes. */
    ByteBuf newFrame(int bytes);
  }

  /** Serialises {@code message} and closes it. */
  static ByteBuf encode(InputStream message, boolean gzip, Frames frames) throws IOException {
    try (message) {
      if (!gzip && message instanceof KnownLength) {
        return encodeKnownLength(message, message.available(), frames);
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

  private static ByteBuf encodeKnownLength(InputStream message, int length, Frames frames)
      throws IOException {
    ByteBuf frame = frames.newFrame(PREFIX_BYTES + length);
    boolean complete = false;
    try {
      frame.writeByte(0).writeInt(length);
      int start = frame.arrayOffset() + PREFIX_BYTES;
      if (message instanceof Drainable drainable) {
        FixedArrayOutput output = new FixedArrayOutput(frame.array(), start, start + length);
        drainable.drainTo(output);
        output.checkFull();
      } else if (message.readNBytes(frame.array(), start, length) != length) {
        throw new IOException("message is shorter than the " + length + " bytes it said it has");
      }
      frame.writerIndex(PREFIX_BYTES + length);
      complete = true;
      return frame;
    } finally {
      if (!complete) {
        frame.release();
      }
    }
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

  /** Writes into a part of an array; {@link ByteArrayOutputStream} would copy once more. */
  private static final class FixedArrayOutput extends OutputStream {
    private final byte[] target;
    private final int end;
    private int position;

    FixedArrayOutput(byte[] target, int position, int end) {
      this.target = target;
      this.position = position;
      this.end = end;
    }

    @Override
    public void write(int b) throws IOException {
      checkRoom(1);
      target[position++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      checkRoom(length);
      System.arraycopy(source, offset, target, position, length);
      position += length;
    }

    private void checkRoom(int length) throws IOException {
      if (length > end - position) {
        throw new IOException("message is longer than it said it is");
      }
    }

    void checkFull() throws IOException {
      if (position != end) {
        throw new IOException(
            "message is " + (end - position) + " bytes shorter than it said it is");
      }
    }
  }
}
