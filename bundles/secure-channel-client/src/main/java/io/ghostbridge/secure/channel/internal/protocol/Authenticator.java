package io.ghostbridge.secure.channel.internal.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The fields of section 5's {@code A} without the MAC.
 *
 * @param flags of {@link #ENCRYPTED}, {@link #LAST} and {@link #EMPTY}
 */
public record Authenticator(int flags, int epoch, Stamp stamp) {
  /** The body is a SecurePayload. */
  public static final int ENCRYPTED = 1;

  /** The sender sends no further message. */
  public static final int LAST = 2;

  /** There is no message: nothing is delivered. */
  public static final int EMPTY = 4;

  static final int MAC_BYTES = 32;

  /** How many bytes {@code T} has: what of {@code A} is hashed behind the body. */
  static final int STAMP_BYTES = 21;

  /** How many bytes {@code A} has before the MAC. */
  static final int HEAD_BYTES = 41;

  /** How many bytes that are hashed a message has more than its body. */
  static final int HASHED_BYTES = 6 + STAMP_BYTES;

  /** How many bytes {@code A} has. */
  static final int BYTES = HEAD_BYTES + MAC_BYTES;

  /** How many bytes a message has more than its body. */
  public static final int SUFFIX_BYTES = 6 + BYTES;

  private static final int KNOWN_FLAGS = ENCRYPTED | LAST | EMPTY;
  private static final int TAG = 0xfaffffff;
  private static final short TAG_END_AND_LENGTH = 0x0f << 8 | BYTES;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Whether {@code message} looks as if it ends with one. */
  public static boolean isAtEndOf(byte[] message, int length) {
    int start = length - SUFFIX_BYTES;
    return start >= 0
        && (int) INT.get(message, start) == TAG
        && (short) SHORT.get(message, start + 4) == TAG_END_AND_LENGTH;
  }

  /** The one at the end of a message; null if there is none, or one with unknown flags. */
  public static @Nullable Authenticator ofMessage(byte[] message, int length) {
    return isAtEndOf(message, length) ? read(message, length - BYTES) : null;
  }

  /** The one in a status's trailer; null if it is none. */
  public static @Nullable Authenticator ofStatus(byte[] value) {
    Authenticator read = value.length == BYTES ? read(value, 0) : null;
    return read != null && read.flags() == (LAST | EMPTY) ? read : null;
  }

  private static @Nullable Authenticator read(byte[] source, int start) {
    int flags = source[start];
    if ((flags & ~KNOWN_FLAGS) != 0) {
      return null;
    }
    return new Authenticator(
        flags,
        (int) INT.get(source, start + 37),
        new Stamp(
            new SessionId((long) LONG.get(source, start + 21), (long) LONG.get(source, start + 29)),
            (long) LONG.get(source, start + 1),
            (int) INT.get(source, start + 9),
            (long) LONG.get(source, start + 13)));
  }

  /** Writes field number, length and all but the MAC to where a message's body ends. */
  void writeSuffix(byte[] message, int bodyLength) {
    INT.set(message, bodyLength, TAG);
    SHORT.set(message, bodyLength + 4, TAG_END_AND_LENGTH);
    write(message, bodyLength + 6);
  }

  void write(byte[] target, int start) {
    writeStamp(target, start);
    LONG.set(target, start + 21, stamp.session().high());
    LONG.set(target, start + 29, stamp.session().low());
    INT.set(target, start + 37, epoch);
  }

  /** {@code T}. */
  void writeStamp(byte[] target, int start) {
    target[start] = (byte) flags;
    LONG.set(target, start + 1, stamp.counter());
    INT.set(target, start + 9, stamp.sequence());
    LONG.set(target, start + 13, stamp.timeMillis());
  }

  /** The nonce of this message's encryption. */
  byte[] nonce() {
    byte[] nonce = new byte[AeadSuite.NONCE_BYTES];
    LONG.set(nonce, 0, stamp.counter());
    INT.set(nonce, 8, stamp.sequence());
    return nonce;
  }

  public boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  public boolean isLast() {
    return (flags & LAST) != 0;
  }

  public boolean isEmpty() {
    return (flags & EMPTY) != 0;
  }
}
