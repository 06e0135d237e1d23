package io.ghostbridge.crypto.xchacha20poly1305.internal;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03, section 2): ChaCha20-Poly1305 under a key that
 * {@link HChaCha20} makes of the first 16 bytes of a nonce of 24, which may be drawn at random for
 * as many messages as anybody will ever send.
 */
@Component(
    service = Aead.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + XChaCha20Poly1305.NAME)
public final class XChaCha20Poly1305 implements Aead {
  static final String NAME = "xchacha20-poly1305";

  private static final int NONCE_LENGTH = 24;

  private final Aead inner;

  /** Takes the node's ChaCha20-Poly1305. */
  @Activate
  public XChaCha20Poly1305(
      @Reference(target = "(" + CryptoAlgorithm.ALGORITHM + "=chacha20-poly1305)") Aead inner) {
    this.inner = inner;
  }

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public int keyLength() {
    return HChaCha20.KEY_LENGTH;
  }

  @Override
  public int nonceLength() {
    return NONCE_LENGTH;
  }

  @Override
  public int tagLength() {
    return inner.tagLength();
  }

  @Override
  public long maxPlaintextLength() {
    return inner.maxPlaintextLength();
  }

  @Override
  public long maxRandomNonceMessages() {
    return 1L << 62;
  }

  @Override
  public AeadKey key(SecretBytes secret) {
    if (secret.size() != keyLength()) {
      throw new IllegalArgumentException(
          "a key of " + NAME + " has " + secret.size() + " bytes, expected " + keyLength());
    }
    return new Key(inner, secret.copy());
  }

  private record Key(Aead inner, SecretBytes secret) implements AeadKey {
    @Override
    public byte[] seal(byte[] nonce, byte[] plaintext, byte[] associatedData) {
      try (AeadKey key = subkey(nonce)) {
        return key.seal(innerNonce(nonce), plaintext, associatedData);
      }
    }

    @Override
    public byte[] open(byte[] nonce, byte[] ciphertext, byte[] associatedData)
        throws DecryptionFailedException {
      try (AeadKey key = subkey(nonce)) {
        return key.open(innerNonce(nonce), ciphertext, associatedData);
      }
    }

    private AeadKey subkey(byte[] nonce) {
      if (nonce.length != NONCE_LENGTH) {
        throw new IllegalArgumentException(
            "a nonce of " + NAME + " has " + nonce.length + " bytes, expected " + NONCE_LENGTH);
      }
      try (SecretBytes subkey =
          SecretBytes.wrap(secret.<byte[]>map(bytes -> HChaCha20.subkey(bytes, nonce)))) {
        return inner.key(subkey);
      }
    }

    /** Four zeros and what is left of the nonce. */
    private byte[] innerNonce(byte[] nonce) {
      byte[] rest = Arrays.copyOfRange(nonce, HChaCha20.NONCE_LENGTH - 4, NONCE_LENGTH);
      Arrays.fill(rest, 0, 4, (byte) 0);
      return rest;
    }

    @Override
    public void close() {
      secret.close();
    }

    @Override
    public String toString() {
      return "AeadKey[" + NAME + "]";
    }
  }
}
