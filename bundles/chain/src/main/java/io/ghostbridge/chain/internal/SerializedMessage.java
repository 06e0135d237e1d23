package io.ghostbridge.chain.internal;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** An answer as its protobuf bytes, made once and sent to many. */
final class SerializedMessage {
  static final MethodDescriptor.Marshaller<SerializedMessage> MARSHALLER = new Marshaller();

  private final byte[] bytes;

  private SerializedMessage(byte[] bytes) {
    this.bytes = bytes;
  }

  static SerializedMessage of(MessageLite message) {
    return new SerializedMessage(message.toByteArray());
  }

  /** An answer that is serialised already; {@code bytes} stay as they are from now on. */
  static SerializedMessage ofBytes(byte[] bytes) {
    return new SerializedMessage(bytes);
  }

  /** Writes the length and the bytes, as a field whose tag is written. */
  void writeWithLength(CodedOutputStream out) throws IOException {
    out.writeByteArrayNoTag(bytes);
  }

  int size() {
    return bytes.length;
  }

  private static final class Marshaller implements MethodDescriptor.Marshaller<SerializedMessage> {
    @Override
    public InputStream stream(SerializedMessage value) {
      return new Content(value.bytes);
    }

    @Override
    public SerializedMessage parse(InputStream stream) {
      try {
        return new SerializedMessage(stream.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Lets a transport copy the bytes once, into a buffer of the right size. */
  private static final class Content extends ByteArrayInputStream
      implements Drainable, KnownLength {
    Content(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int length = count - pos;
      target.write(buf, pos, length);
      pos = count;
      return length;
    }
  }
}
