package io.ghostbridge.secure.channel.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Protects messages and statuses, and checks them: sections 5 and 7. */
public final class Records {
  private static final byte[] NO_METADATA = {};

  private Records() {}

  /**
   * A message that was received, its MAC checked.
   *
   * @param message the bytes as they came
   * @param bodyLength how many of them, from the first on, are the body
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Opened(byte[] message, int bodyLength) {}

  /** The bytes to send for {@code body}, which is encrypted if {@code flags} say so. */
  public static byte[] protect(
      EpochKeys keys,
      Direction direction,
      CallBinding binding,
      byte[] metadata,
      int flags,
      Stamp stamp,
      byte[] body) {
    if ((flags & Authenticator.ENCRYPTED) == 0) {
      byte[] message = Arrays.copyOf(body, body.length + Authenticator.SUFFIX_BYTES);
      return authenticate(keys, direction, binding, metadata, flags, stamp, message);
    }
    byte[] prefix = keys.mac(direction, binding, metadata).prefix();
    byte[] message =
        keys.bodies(direction).seal(new Authenticator(flags, keys.epoch(), stamp), prefix, body);
    return authenticate(keys, direction, binding, metadata, flags, stamp, message);
  }

  /**
   * Completes {@code message}, which has the body as it is sent and behind it {@link
   * Authenticator#SUFFIX_BYTES} free bytes.
   *
   * @return {@code message}
   */
  public static byte[] authenticate(
      EpochKeys keys,
      Direction direction,
      CallBinding binding,
      byte[] metadata,
      int flags,
      Stamp stamp,
      byte[] message) {
    int bodyLength = message.length - Authenticator.SUFFIX_BYTES;
    new Authenticator(flags, keys.epoch(), stamp).writeSuffix(message, bodyLength);
    byte[] mac =
        keys.mac(direction, binding, metadata)
            .mac(message, bodyLength + Authenticator.HASHED_BYTES);
    System.arraycopy(mac, 0, message, message.length - Authenticator.MAC_BYTES, mac.length);
    keys.used(bodyLength);
    return message;
  }

  /** Whether the message's MAC is right; the time does not depend on where it is wrong. */
  public static boolean isAuthentic(
      EpochKeys keys,
      Direction direction,
      CallBinding binding,
      byte[] metadata,
      byte[] message,
      int length) {
    int hashed = length - Authenticator.SUFFIX_BYTES + Authenticator.HASHED_BYTES;
    byte[] mac = keys.mac(direction, binding, metadata).mac(message, hashed);
    return Tags.areEqual(mac, message, length - Authenticator.MAC_BYTES);
  }

  /**
   * The body of a message whose MAC is right.
   *
   * @throws RefusedException if it was to be decrypted and cannot be
   */
  public static Opened open(
      EpochKeys keys,
      Direction direction,
      CallBinding binding,
      byte[] metadata,
      Authenticator authenticator,
      byte[] message,
      int length)
      throws RefusedException {
    int bodyLength = length - Authenticator.SUFFIX_BYTES;
    keys.used(bodyLength);
    if (authenticator.isEmpty() && bodyLength > 0) {
      throw new RefusedException(Refusal.REPLAYED);
    }
    if (authenticator.isEmpty() || !authenticator.isEncrypted()) {
      return new Opened(message, bodyLength);
    }
    byte[] prefix = keys.mac(direction, binding, metadata).prefix();
    byte[] body = keys.bodies(direction).open(authenticator, prefix, message, bodyLength);
    return new Opened(body, body.length);
  }

  /** The value of the trailer that authenticates a status. */
  public static byte[] protectStatus(
      EpochKeys keys,
      CallBinding binding,
      byte[] trailers,
      Stamp stamp,
      int code,
      String description) {
    byte[] value = new byte[Authenticator.BYTES];
    new Authenticator(Authenticator.LAST | Authenticator.EMPTY, keys.epoch(), stamp)
        .write(value, 0);
    byte[] mac = statusMac(keys, binding, trailers, code, description, value);
    System.arraycopy(mac, 0, value, Authenticator.HEAD_BYTES, mac.length);
    return value;
  }

  /** Whether {@code value} authenticates the status. */
  public static boolean isAuthenticStatus(
      EpochKeys keys,
      CallBinding binding,
      byte[] trailers,
      int code,
      String description,
      byte[] value) {
    return value.length == Authenticator.BYTES
        && Tags.areEqual(
            statusMac(keys, binding, trailers, code, description, value),
            value,
            Authenticator.HEAD_BYTES);
  }

  private static byte[] statusMac(
      EpochKeys keys,
      CallBinding binding,
      byte[] trailers,
      int code,
      String description,
      byte[] value) {
    byte[] status =
        new ByteWriter()
            .u32(code)
            .lv(description.getBytes(StandardCharsets.UTF_8))
            .raw(Arrays.copyOf(value, Authenticator.STAMP_BYTES))
            .toBytes();
    return keys.mac(Direction.STATUS, binding, trailers).mac(status, status.length);
  }

  /** What stands for no metadata. */
  public static byte[] noMetadata() {
    return NO_METADATA;
  }
}
