package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.SecretBytes;

/** An AEAD with a key of 32 bytes and a tag of 16, as all of ours have, whoever computes it. */
abstract sealed class ShapedAead implements Aead permits BouncyCastleAead, JcaAead {
  static final int TAG_LENGTH = 16;
  private static final int KEY_LENGTH = 32;

  private final JcaAead.Shape shape;

  ShapedAead(JcaAead.Shape shape) {
    this.shape = shape;
  }

  @Override
  public final String algorithm() {
    return shape.algorithm();
  }

  @Override
  public final int keyLength() {
    return KEY_LENGTH;
  }

  @Override
  public final int nonceLength() {
    return shape.nonceLength();
  }

  @Override
  public final int tagLength() {
    return TAG_LENGTH;
  }

  @Override
  public final long maxPlaintextLength() {
    return shape.maxPlaintextLength();
  }

  @Override
  public final long maxRandomNonceMessages() {
    return shape.maxRandomNonceMessages();
  }

  @Override
  public final AeadKey key(SecretBytes secret) {
    Lengths.require("a key of " + algorithm(), secret.size(), KEY_LENGTH);
    return keyOf(secret.copy());
  }

  /** A key of {@code secret}, which it owns and closes. */
  abstract AeadKey keyOf(SecretBytes secret);

  final void requireNonce(byte[] nonce) {
    Lengths.require("a nonce of " + algorithm(), nonce.length, nonceLength());
  }
}
