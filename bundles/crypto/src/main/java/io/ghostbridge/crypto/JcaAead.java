package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Function;
import javax.crypto.Cipher;

/** An AEAD of a JCA provider, with a key of 32 bytes and a tag of 16. A key keeps a few ciphers. */
public final class JcaAead extends ShapedAead {
  private final Jca jca;

  /**
   * What the algorithm is, whoever computes it.
   *
   * @param algorithm our name
   * @param nonceLength in bytes
   * @param maxPlaintextLength in bytes
   * @param maxRandomNonceMessages a key
   */
  public record Shape(
      String algorithm, int nonceLength, long maxPlaintextLength, long maxRandomNonceMessages) {}

  /**
   * Who computes it.
   *
   * @param provider an object, not a global registration
   * @param transformation the provider's name of the algorithm
   * @param keyAlgorithm the provider's name of its keys
   * @param parameters of a nonce
   */
  public record Jca(
      Provider provider,
      String transformation,
      String keyAlgorithm,
      Function<byte[], AlgorithmParameterSpec> parameters) {}

  /** Takes {@code jca} for {@code shape}. */
  public JcaAead(Shape shape, Jca jca) {
    super(shape);
    this.jca = jca;
  }

  @Override
  AeadKey keyOf(SecretBytes secret) {
    return new Key(secret);
  }

  private Cipher cipher() {
    try {
      return Cipher.getInstance(jca.transformation(), jca.provider());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the provider " + jca.provider() + " has no " + jca.transformation(), e);
    }
  }

  private final class Key implements AeadKey {
    private final SecretBytes secret;
    private final WipedKey key;
    private final Pool<Cipher> pool = new Pool<>(JcaAead.this::cipher);

    Key(SecretBytes secret) {
      this.secret = secret;
      key = new WipedKey(secret, jca.keyAlgorithm());
    }

    @Override
    public byte[] seal(byte[] nonce, byte[] plaintext, byte[] associatedData) {
      Cipher cipher = pool.take();
      try {
        try {
          init(cipher, Cipher.ENCRYPT_MODE, nonce, associatedData);
        } catch (InvalidAlgorithmParameterException | InvalidKeyException e) {
          // Providers refuse the nonce that this very object encrypted with last; others of the
          // pool would not. Nonces are the caller's part: the result must not depend on luck.
          cipher = cipher();
          init(cipher, Cipher.ENCRYPT_MODE, nonce, associatedData);
        }
        byte[] ciphertext = cipher.doFinal(plaintext);
        pool.give(cipher);
        return ciphertext;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(algorithm() + " does not encrypt", e);
      }
    }

    @Override
    public byte[] open(byte[] nonce, byte[] ciphertext, byte[] associatedData)
        throws DecryptionFailedException {
      Cipher cipher = pool.take();
      try {
        init(cipher, Cipher.DECRYPT_MODE, nonce, associatedData);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(algorithm() + " takes no key", e);
      }
      if (ciphertext.length < TAG_LENGTH) {
        throw new DecryptionFailedException();
      }
      try {
        byte[] plaintext = cipher.doFinal(ciphertext);
        pool.give(cipher);
        return plaintext;
      } catch (GeneralSecurityException e) {
        throw new DecryptionFailedException();
      }
    }

    private void init(Cipher cipher, int mode, byte[] nonce, byte[] associatedData)
        throws GeneralSecurityException {
      requireNonce(nonce);
      cipher.init(mode, key, jca.parameters().apply(nonce));
      if (associatedData.length > 0) {
        cipher.updateAAD(associatedData);
      }
    }

    @Override
    public void close() {
      pool.close();
      secret.close();
    }

    @Override
    public String toString() {
      return "AeadKey[" + algorithm() + "]";
    }
  }
}
