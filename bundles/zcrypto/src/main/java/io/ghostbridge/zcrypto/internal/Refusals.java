package io.ghostbridge.zcrypto.internal;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.zcrypto.ZCryptoError;
import io.ghostbridge.api.zcrypto.ZCryptoException;
import java.util.List;

/** The checks that end in ZCrypto's errors. */
final class Refusals {
  private Refusals() {}

  static ZCryptoException of(ZCryptoError error, String reason) {
    return new ZCryptoException(error, reason);
  }

  static void requireKeySize(SecretBytes key, int expected) throws ZCryptoException {
    if (key.size() != expected) {
      throw of(
          ZCryptoError.INVALID_KEY_SIZE,
          "the key has " + key.size() + " bytes, expected " + expected);
    }
  }

  static void requireSize(ZCryptoError error, String what, byte[] bytes, int expected)
      throws ZCryptoException {
    if (bytes.length != expected) {
      throw of(error, what + " has " + bytes.length + " bytes, expected " + expected);
    }
  }

  static void requireRoom(byte[] target, int offset, int length) throws ZCryptoException {
    if (offset < 0 || offset > target.length - length) {
      throw of(
          ZCryptoError.INVALID_INPUT,
          length + " bytes do not fit into " + target.length + " from " + offset + " on");
    }
  }

  static void requireSameSize(List<?> first, List<?>... others) throws ZCryptoException {
    for (List<?> other : others) {
      if (other.size() != first.size()) {
        throw of(
            ZCryptoError.INVALID_INPUT,
            "the lists have " + first.size() + " and " + other.size() + " entries");
      }
    }
  }
}
