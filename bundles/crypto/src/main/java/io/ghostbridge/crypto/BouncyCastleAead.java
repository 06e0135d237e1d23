package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** An AEAD of Bouncy Castle's lightweight API, with a key of 32 bytes and a tag of 16. */
public final class BouncyCastleAead extends ShapedAead {
  private final Supplier<? extends AEADCipher> maker;

  /**
   * @param maker of a fresh cipher
   */
  public BouncyCastleAead(JcaAead.Shape shape, Supplier<? extends AEADCipher> maker) {
    super(shape);
    this.maker = maker;
  }

  @Override
  AeadKey keyOf(SecretBytes secret) {
    return new Key(secret);
  }

  private final class Key implements AeadKey {
    private final SecretBytes secret;

    Key(SecretBytes secret) {
      this.secret = secret;
    }

    @Override
    public byte[] seal(byte[] nonce, byte[] plaintext, byte[] associatedData) {
      try {
        return run(true, nonce, plaintext, associatedData);
      } catch (InvalidCipherTextException e) {
        throw new IllegalStateException(algorithm() + " does not encrypt", e);
      }
    }

    @Override
    public byte[] open(byte[] nonce, byte[] ciphertext, byte[] associatedData)
        throws DecryptionFailedException {
      try {
        if (ciphertext.length >= TAG_LENGTH) {
          return run(false, nonce, ciphertext, associatedData);
        }
      } catch (InvalidCipherTextException e) {
        throw new DecryptionFailedException();
      }
      throw new DecryptionFailedException();
    }

    private byte[] run(boolean seal, byte[] nonce, byte[] input, byte[] associatedData)
        throws InvalidCipherTextException {
      requireNonce(nonce);
      AEADCipher cipher = maker.get();
      secret.read(
          key ->
              cipher.init(
                  seal,
                  new AEADParameters(
                      new KeyParameter(key), 8 * TAG_LENGTH, nonce, associatedData)));
      byte[] output = new byte[cipher.getOutputSize(input.length)];
      int length = cipher.processBytes(input, 0, input.length, output, 0);
      try {
        length += cipher.doFinal(output, length);
      } catch (InvalidCipherTextException e) {
        Arrays.fill(output, (byte) 0);
        throw e;
      }
      return length == output.length ? output : Arrays.copyOf(output, length);
    }

    @Override
    public void close() {
      secret.close();
    }

    @Override
    public String toString() {
      return "AeadKey[" + algorithm() + "]";
    }
  }
}
