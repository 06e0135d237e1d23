package io.ghostbridge.rpc.internal.call;

import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A received message as a marshaller wants it: protobuf parses the array in place. Doubles as the
 * node of the queue in {@link InboundMessages}, so that a message costs no second object.
 */
final class MessageStream extends ByteArrayInputStream implements KnownLength, HasByteBuffer {
  final boolean compressed;
  volatile @Nullable MessageStream next;

  MessageStream(byte[] message, boolean compressed) {
    super(message);
    this.compressed = compressed;
  }

  int length() {
    return count;
  }

  /** The next bytes, without a copy where they are the whole message. */
  @Override
  public byte[] readNBytes(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("asked for " + most + " bytes");
    }
    int start = pos;
    pos += Math.min(most, count - pos);
    return pos - start == buf.length ? buf : Arrays.copyOfRange(buf, start, pos);
  }

  @Override
  public boolean byteBufferSupported() {
    return true;
  }

  @Override
  public @Nullable ByteBuffer getByteBuffer() {
    return pos == count ? null : ByteBuffer.wrap(buf, pos, count - pos);
  }
}
