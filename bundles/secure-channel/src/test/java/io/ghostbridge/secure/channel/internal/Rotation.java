package io.ghostbridge.secure.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnsafeByteOperations;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.proto.crypto.v1.RotateKeysResponse;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.secure.channel.internal.protocol.Authenticator;
import io.ghostbridge.secure.channel.internal.protocol.CallBinding;
import io.ghostbridge.secure.channel.internal.protocol.Direction;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.Records;
import io.ghostbridge.secure.channel.internal.protocol.Rotations;
import io.ghostbridge.secure.channel.internal.protocol.Stamp;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Rotates the keys of a {@link RawSession}, which itself goes on with the first epoch's. */
final class Rotation {
  private Rotation() {}

  /** Agrees on epoch 1 and uses it once; returns its keys. */
  static EpochKeys rotate(SecuredServer server, RawSession session) throws Exception {
    try (Rotations.Request request =
        new Rotations.Request(
            RawSession.PRIMITIVES, session.id, KemSuite.X25519, session.aead, 1)) {
      MethodDescriptor<byte[], byte[]> method =
          SecureSessionServiceGrpc.getRotateKeysMethod().toBuilder(Raw.INSTANCE, Raw.INSTANCE)
              .build();
      byte[] message =
          Records.protect(
              session.keys,
              Direction.REQUEST,
              new CallBinding(method.getFullMethodName()),
              Records.noMetadata(),
              Authenticator.LAST,
              session.stamp(),
              request.message().toByteArray());
      RawSession.Outcome outcome = session.send(method, new Metadata(), message);
      assertThat(outcome.status().isOk()).as(String.valueOf(outcome.status())).isTrue();
      byte[] answer = outcome.messages().getFirst();
      RotateKeysResponse response =
          RotateKeysResponse.parseFrom(
              UnsafeByteOperations.unsafeWrap(
                  answer, 0, answer.length - Authenticator.SUFFIX_BYTES));
      SecretBytes next = request.finish(session.root, response);
      EpochKeys keys =
          EpochKeys.derive(
              RawSession.PRIMITIVES, next, session.id, 1, session.aead, System.nanoTime());
      Stamp stamp = session.stamp();
      byte[] first =
          Records.protect(
              keys,
              Direction.REQUEST,
              new CallBinding(TestService.ECHO.getFullMethodName()),
              Records.noMetadata(),
              Authenticator.LAST,
              stamp,
              new byte[] {1});
      int before = server.service.handled.get();
      assertThat(session.send(TestService.ECHO, new Metadata(), first).status().isOk()).isTrue();
      server.service.handled.set(before);
      return keys;
    }
  }

  private enum Raw implements MethodDescriptor.Marshaller<byte[]> {
    INSTANCE;

    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
      try {
        return message.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
