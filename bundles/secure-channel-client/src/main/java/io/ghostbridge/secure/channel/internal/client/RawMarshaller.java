package io.ghostbridge.secure.channel.internal.client;

import io.ghostbridge.secure.channel.internal.protocol.MessageBytes;
import io.grpc.MethodDescriptor;
import java.io.InputStream;

/** Messages as they are on the wire. */
enum RawMarshaller implements MethodDescriptor.Marshaller<byte[]> {
  INSTANCE;

  @Override
  public InputStream stream(byte[] message) {
    return new MessageBytes(message);
  }

  @Override
  public byte[] parse(InputStream message) {
    return MessageBytes.withSpare(message, 0);
  }
}
