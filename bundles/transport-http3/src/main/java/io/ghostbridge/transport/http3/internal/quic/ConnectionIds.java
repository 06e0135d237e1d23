package io.ghostbridge.transport.http3.internal.quic;

import io.ghostbridge.tls.AddressValidation;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicConnectionIdGenerator;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Connection ids of this server: two bytes for the socket, four for this run of the server, the
 * rest random. A packet for an id of another run finds no connection here, and can be told so.
 */
final class ConnectionIds {
  static final int LENGTH = AddressValidation.CONNECTION_ID_BYTES;
  private static final int RUN_OFFSET = 2;

  private final SecureRandom random;
  private final int run;

  ConnectionIds(SecureRandom random) {
    this.random = random;
    this.run = random.nextInt();
  }

  /** Whether the id that begins at {@code index} was made by this run. */
  boolean isOfThisRun(ByteBuf packet, int index) {
    return packet.getInt(index + RUN_OFFSET) == run;
  }

  /** The ids of the socket {@code socket}. */
  QuicConnectionIdGenerator generator(int socket) {
    return new Generator(socket);
  }

  private final class Generator implements QuicConnectionIdGenerator {
    private final int socket;

    Generator(int socket) {
      this.socket = socket;
    }

    @Override
    public ByteBuffer newId(int length) {
      if (length != LENGTH) {
        throw new IllegalArgumentException(
            "a connection id of " + length + " bytes was asked for, expected " + LENGTH);
      }
      byte[] id = new byte[LENGTH];
      random.nextBytes(id);
      return ByteBuffer.wrap(id).putShort(0, (short) socket).putInt(RUN_OFFSET, run);
    }

    @Override
    public ByteBuffer newId(ByteBuffer input, int length) {
      return newId(length);
    }

    @Override
    public int maxConnectionIdLength() {
      return LENGTH;
    }

    @Override
    public boolean isIdempotent() {
      return false;
    }
  }
}
