package io.ghostbridge.crypto.mlkem.internal;

import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.Lengths;
import java.util.Arrays;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** One parameter set of FIPS 203, section 8. */
abstract class MlKem implements Kem {
  private static final int SEED_LENGTH = 64;
  private static final int MESSAGE_LENGTH = 32;
  private static final int SECRET_LENGTH = 32;

  private final String algorithm;
  private final MLKEMParameters parameters;
  private final int publicKeyLength;
  private final int ciphertextLength;

  MlKem(String algorithm, MLKEMParameters parameters, int publicKeyLength, int ciphertextLength) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.publicKeyLength = publicKeyLength;
    this.ciphertextLength = ciphertextLength;
  }

  @Override
  public final String algorithm() {
    return algorithm;
  }

  @Override
  public final int seedLength() {
    return SEED_LENGTH;
  }

  @Override
  public final int publicKeyLength() {
    return publicKeyLength;
  }

  @Override
  public final int ciphertextLength() {
    return ciphertextLength;
  }

  @Override
  public final int secretLength() {
    return SECRET_LENGTH;
  }

  @Override
  public final KemKey fromSeed(SecretBytes seed) {
    Lengths.require("a seed of " + algorithm, seed.size(), SEED_LENGTH);
    // It keeps the array and wipes it in the end.
    return new Key(seed.map(bytes -> new MLKEMPrivateKeyParameters(parameters, bytes.clone())));
  }

  @Override
  public final Encapsulation encapsulate(byte[] publicKey, Random random)
      throws InvalidPublicKeyException {
    if (publicKey.length != publicKeyLength) {
      throw new InvalidPublicKeyException(
          "a public key of "
              + algorithm
              + " has "
              + publicKey.length
              + " bytes, expected "
              + publicKeyLength);
    }
    if (!isReduced(publicKey)) {
      throw new InvalidPublicKeyException(
          "the public key of "
              + algorithm
              + " holds a coefficient that is not below 3329 (FIPS 203, section 7.2)");
    }
    byte[] message = random.bytes(MESSAGE_LENGTH);
    try {
      SecretWithEncapsulation made =
          MLKEMGenerator.internalGenerateEncapsulated(
              new MLKEMPublicKeyParameters(parameters, publicKey), message);
      return new Encapsulation(
          Bytes.wrap(made.getEncapsulation()), SecretBytes.wrap(made.getSecret()));
    } finally {
      Arrays.fill(message, (byte) 0);
    }
  }

  /** The modulus check of FIPS 203, section 7.2: 12-bit coefficients, little-endian. */
  private static boolean isReduced(byte[] publicKey) {
    for (int i = 0; i + 2 < publicKey.length - 32; i += 3) {
      int low = (publicKey[i] & 0xff) | ((publicKey[i + 1] & 0x0f) << 8);
      int high = ((publicKey[i + 1] & 0xf0) >> 4) | ((publicKey[i + 2] & 0xff) << 4);
      if (low >= 3329 || high >= 3329) {
        return false;
      }
    }
    return true;
  }

  private final class Key implements KemKey {
    private final MLKEMPrivateKeyParameters key;
    private final Bytes publicKey;
    private boolean closed;

    Key(MLKEMPrivateKeyParameters key) {
      this.key = key;
      publicKey = Bytes.wrap(key.getPublicKey());
    }

    @Override
    public String algorithm() {
      return algorithm;
    }

    @Override
    public Bytes publicKey() {
      return publicKey;
    }

    /** One at a time: an expanded key that is being wiped must decapsulate nothing. */
    @Override
    public synchronized SecretBytes decapsulate(byte[] ciphertext)
        throws InvalidPublicKeyException {
      if (closed) {
        throw new IllegalStateException("a key of " + algorithm + " was closed");
      }
      if (ciphertext.length != ciphertextLength) {
        throw new InvalidPublicKeyException(
            "a ciphertext of "
                + algorithm
                + " has "
                + ciphertext.length
                + " bytes, expected "
                + ciphertextLength);
      }
      return SecretBytes.wrap(new MLKEMExtractor(key).extractSecret(ciphertext));
    }

    @Override
    public synchronized void close() {
      closed = true;
      key.destroy();
    }

    @Override
    public String toString() {
      return "KemKey[" + algorithm + "]";
    }
  }
}
