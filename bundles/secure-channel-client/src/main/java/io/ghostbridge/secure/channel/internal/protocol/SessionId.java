package io.ghostbridge.secure.channel.internal.protocol;

import java.nio.ByteBuffer;

/** A session's 16 bytes, big-endian. */
public record SessionId(long high, long low) {
  /** How many bytes it has. */
  public static final int BYTES = 16;

  /**
   * @throws IllegalArgumentException if there are not 16 bytes
   */
  public static SessionId of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a session's id has " + bytes.length + " bytes, expected " + BYTES);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new SessionId(buffer.getLong(), buffer.getLong());
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  /** In hex, for logs: an id is no secret. */
  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
