package io.ghostbridge.secure.channel.internal.protocol;

import io.grpc.Drainable;
import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A serialised message in an array, in the forms that gRPC's parsers and framers like best. */
public final class MessageBytes extends ByteArrayInputStream
    implements KnownLength, HasByteBuffer, Drainable {
  /** The first {@code length} bytes of {@code array}, which becomes this object's. */
  public MessageBytes(byte[] array, int length) {
    super(array, 0, length);
  }

  /** All of {@code array}, which becomes this object's. */
  public MessageBytes(byte[] array) {
    super(array);
  }

  @Override
  public boolean byteBufferSupported() {
    return true;
  }

  @Override
  public @Nullable ByteBuffer getByteBuffer() {
    return pos == count ? null : ByteBuffer.wrap(buf, pos, count - pos);
  }

  /** Without the buffer of 16 KiB that the superclass takes for a long limit. */
  @Override
  public byte[] readNBytes(int most) {
    int length = Math.min(most, count - pos);
    byte[] bytes = Arrays.copyOfRange(buf, pos, pos + length);
    pos += length;
    return bytes;
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    int length = count - pos;
    target.write(buf, pos, length);
    pos = count;
    return length;
  }

  /** The bytes of {@code message}; the stream's own array if that has nothing else in it. */
  public static byte[] of(InputStream message) {
    try {
      if (message instanceof HasByteBuffer buffered && buffered.byteBufferSupported()) {
        ByteBuffer buffer = buffered.getByteBuffer();
        if (buffer != null
            && buffer.hasArray()
            && buffer.arrayOffset() + buffer.position() == 0
            && buffer.remaining() == buffer.array().length
            && buffer.remaining() == message.available()) {
          return buffer.array();
        }
      }
      return copy(message, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether {@link #of} gave {@code bytes} without reading {@code message}, which still has them.
   */
  public static boolean isUnread(InputStream message, byte[] bytes) {
    try {
      return message instanceof KnownLength && message.available() == bytes.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of {@code message} with {@code spare} free bytes behind it. */
  public static byte[] withSpare(InputStream message, int spare) {
    try {
      return copy(message, spare);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] copy(InputStream message, int spare) throws IOException {
    if (!(message instanceof KnownLength)) {
      byte[] all = message.readAllBytes();
      return spare == 0 ? all : Arrays.copyOf(all, all.length + spare);
    }
    int length = message.available();
    byte[] target = new byte[length + spare];
    if (message instanceof Drainable drainable) {
      Filler filler = new Filler(target);
      drainable.drainTo(filler);
      if (filler.position != length) {
        throw new IOException("a message has " + filler.position + " bytes but said " + length);
      }
    } else if (message.readNBytes(target, 0, length) != length) {
      throw new IOException("a message is shorter than the " + length + " bytes it said it has");
    }
    return target;
  }

  private static final class Filler extends OutputStream {
    private final byte[] target;
    private int position;

    Filler(byte[] target) {
      this.target = target;
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
  }
}
