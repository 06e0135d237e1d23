package io.ghostbridge.bench.swap.plugin;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The methods of a service of plain bytes.
 *
 * @param echo answers what it gets
 * @param count answers with {@link #MESSAGES} messages, numbered from 0 on, and ends
 */
public record SwapMethods(
    MethodDescriptor<byte[], byte[]> echo, MethodDescriptor<byte[], byte[]> count) {
  /** How many messages a stream has. */
  public static final int MESSAGES = 50;

  /** The methods of the service {@code name}. */
  public static SwapMethods of(String name) {
    return new SwapMethods(
        method(MethodType.UNARY, name, "Echo"), method(MethodType.SERVER_STREAMING, name, "Count"));
  }

  private static MethodDescriptor<byte[], byte[]> method(
      MethodType type, String service, String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(service, name))
        .setRequestMarshaller(new BytesMarshaller())
        .setResponseMarshaller(new BytesMarshaller())
        .build();
  }

  private static final class BytesMarshaller implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
