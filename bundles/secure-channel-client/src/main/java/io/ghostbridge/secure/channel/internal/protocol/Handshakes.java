package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.SecretBytes;

/** What both sides of section 3 have in common. */
public final class Handshakes {
  /** The version of the protocol. */
  public static final int VERSION = 1;

  private static final byte[] RESPONSE_NONCE = new byte[AeadSuite.NONCE_BYTES];

  private Handshakes() {}

  /** The root of epoch 0. */
  static SecretBytes root(
      Primitives primitives, byte[] sessionHash, HpkeContext first, HpkeContext second) {
    try (SecretBytes s1 = first.secret();
        SecretBytes s2 = second.secret()) {
      return extract(primitives, sessionHash, s1, s2);
    }
  }

  /** {@code Extract(salt, a ‖ b)}. */
  static SecretBytes extract(
      Primitives primitives, byte[] salt, SecretBytes first, SecretBytes second) {
    byte[] joined = new byte[first.size() + second.size()];
    first.read((byte[] bytes) -> System.arraycopy(bytes, 0, joined, 0, bytes.length));
    second.read((byte[] bytes) -> System.arraycopy(bytes, 0, joined, first.size(), bytes.length));
    try (SecretBytes material = SecretBytes.wrap(joined)) {
      return primitives.kdf().extract(salt, material);
    }
  }

  /** The key that the server's parameters are sealed with, once, hence the nonce. */
  static AeadKey responseKey(Primitives primitives, AeadSuite aead, SecretBytes root) {
    try (SecretBytes key = primitives.expand(root, "response key")) {
      return primitives.aead(aead).key(key);
    }
  }

  static byte[] responseNonce() {
    return RESPONSE_NONCE.clone();
  }
}
