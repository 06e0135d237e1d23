package io.ghostbridge.crypto.chacha20poly1305.internal;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;

/** One algorithm by two libraries: one for short messages, another for long ones. */
final class ByLength implements Aead {
  private final Aead forShort;
  private final Aead forLong;
  private final int boundary;

  /**
   * @param boundary in bytes of plaintext: what has fewer is short
   */
  ByLength(Aead forShort, Aead forLong, int boundary) {
    this.forShort = forShort;
    this.forLong = forLong;
    this.boundary = boundary;
  }

  @Override
  public String algorithm() {
    return forShort.algorithm();
  }

  @Override
  public int keyLength() {
    return forShort.keyLength();
  }

  @Override
  public int nonceLength() {
    return forShort.nonceLength();
  }

  @Override
  public int tagLength() {
    return forShort.tagLength();
  }

  @Override
  public long maxPlaintextLength() {
    return forShort.maxPlaintextLength();
  }

  @Override
  public long maxRandomNonceMessages() {
    return forShort.maxRandomNonceMessages();
  }

  @Override
  public AeadKey key(SecretBytes secret) {
    return new Key(forShort.key(secret), forLong.key(secret));
  }

  private final class Key implements AeadKey {
    private final AeadKey shortKey;
    private final AeadKey longKey;

    Key(AeadKey shortKey, AeadKey longKey) {
      this.shortKey = shortKey;
      this.longKey = longKey;
    }

    @Override
    public byte[] seal(byte[] nonce, byte[] plaintext, byte[] associatedData) {
      return (plaintext.length < boundary ? shortKey : longKey)
          .seal(nonce, plaintext, associatedData);
    }

    @Override
    public byte[] open(byte[] nonce, byte[] ciphertext, byte[] associatedData)
        throws DecryptionFailedException {
      return (ciphertext.length - tagLength() < boundary ? shortKey : longKey)
          .open(nonce, ciphertext, associatedData);
    }

    @Override
    public void close() {
      shortKey.close();
      longKey.close();
    }

    @Override
    public String toString() {
      return shortKey.toString();
    }
  }
}
