package io.ghostbridge.it.container.echo;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The methods of the service {@code it.Echo}, whose messages are plain bytes. */
public final class EchoMethods {
  /** The service's name. */
  public static final String SERVICE = "it.Echo";

  /** Answers what it gets. */
  public static final MethodDescriptor<byte[], byte[]> ECHO = method(MethodType.UNARY, "Echo");

  /** Answers each message it gets, and ends when the client is done. */
  public static final MethodDescriptor<byte[], byte[]> CONVERSE =
      method(MethodType.BIDI_STREAMING, "Converse");

  private EchoMethods() {}

  private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
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
