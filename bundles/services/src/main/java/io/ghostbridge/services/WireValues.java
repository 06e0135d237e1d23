package io.ghostbridge.services;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.Word;

/** Values of the wire: strict on the way in, canonical on the way out. */
public final class WireValues {
  private WireValues() {}

  /**
   * Reads {@code 0x…} or {@code ghost1…}.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT with {@code reason}
   */
  public static Address address(String text, String reason) {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failures.invalid(reason, e);
    }
  }

  /**
   * Reads a hash of 64 hexadecimal digits, with or without {@code 0x}.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT with {@code reason}
   */
  public static Hash hash(String text, String reason) {
    try {
      return Hash.parse(text.startsWith("0x") ? text.substring(2) : text);
    } catch (IllegalArgumentException e) {
      throw Failures.invalid(reason, e);
    }
  }

  /**
   * Reads a word of exactly 32 bytes.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT with the reason {@code WORD_INVALID}
   */
  public static Word word(ByteString bytes, String field) {
    if (bytes.size() != Word.SIZE) {
      throw Failures.invalid(
          "WORD_INVALID", field + " has " + bytes.size() + " bytes; expected " + Word.SIZE);
    }
    return Word.fromBytes(bytes.toByteArray());
  }

  /**
   * Reads an amount of at most 32 big-endian bytes; none is 0.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT with the reason {@code AMOUNT_INVALID}
   */
  public static Word amount(ByteString bytes, String field) {
    if (bytes.size() > Word.SIZE) {
      throw Failures.invalid(
          "AMOUNT_INVALID",
          field + " has " + bytes.size() + " bytes; expected at most " + Word.SIZE);
    }
    return Word.fromBytes(bytes.toByteArray());
  }

  /** The bytes as they are. */
  public static Bytes bytes(ByteString bytes) {
    return Bytes.wrap(bytes.toByteArray());
  }

  /** The bytes as they are. */
  public static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.unsafeArray());
  }

  /** The 32 bytes of a hash. */
  public static ByteString bytes(Hash hash) {
    return bytes(hash.bytes());
  }

  /** The 32 bytes of a word. */
  public static ByteString bytes(Word word) {
    return ByteString.copyFrom(word.toBytes());
  }

  /** An amount as big-endian bytes without leading zeros. */
  public static ByteString bytes(Amount amount) {
    return ByteString.copyFrom(amount.toBytes());
  }
}
