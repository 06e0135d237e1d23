package io.ghostbridge.crypto.mlkem.internal;

import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.Providers;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * One parameter set of FIPS 203, section 8. Bouncy Castle makes the key of a seed, which the JDK
 * does not, and the JDK does the rest, which it does faster.
 */
abstract class MlKem implements Kem {
  private static final int SEED_LENGTH = 64;
  private static final int SECRET_LENGTH = 32;

  private final String algorithm;
  private final MLKEMParameters parameters;
  private final int publicKeyLength;
  private final int ciphertextLength;
  private final Provider jdk = Providers.jdk("SunJCE");
  private final NamedParameterSpec named;
  private final KEM kem;

  MlKem(String algorithm, MLKEMParameters parameters, int publicKeyLength, int ciphertextLength) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.publicKeyLength = publicKeyLength;
    this.ciphertextLength = ciphertextLength;
    named = new NamedParameterSpec(algorithm.toUpperCase(Locale.ROOT));
    try {
      kem = KEM.getInstance(named.getName(), jdk);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no " + named.getName(), e);
    }
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
    MLKEMPrivateKeyParameters made =
        seed.map(bytes -> new MLKEMPrivateKeyParameters(parameters, bytes.clone()));
    try {
      return new Key(made.getEncoded(), Bytes.wrap(made.getPublicKey()));
    } finally {
      made.destroy();
    }
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
    try {
      KEM.Encapsulated made =
          kem.newEncapsulator(new RawKey.Public(named, publicKey.clone()), new DrawnRandom(random))
              .encapsulate();
      return new Encapsulation(
          Bytes.wrap(made.encapsulation()), SecretBytes.wrap(made.key().getEncoded()));
    } catch (InvalidKeyException e) {
      throw new InvalidPublicKeyException(
          "the public key of " + algorithm + " is none (FIPS 203, section 7.2)");
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
    private final byte[] encoded;
    private final PrivateKey key;
    private final Bytes publicKey;
    private KEM.@Nullable Decapsulator decapsulator;

    /** Takes over the expanded key (FIPS 203, section 6.1). */
    Key(byte[] encoded, Bytes publicKey) {
      this.encoded = encoded;
      this.publicKey = publicKey;
      try {
        key =
            (PrivateKey)
                KeyFactory.getInstance(named.getName(), jdk)
                    .translateKey(new RawKey.Private(named, encoded));
        decapsulator = kem.newDecapsulator(key);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK refuses a key of " + algorithm, e);
      }
    }

    @Override
    public String algorithm() {
      return algorithm;
    }

    @Override
    public Bytes publicKey() {
      return publicKey;
    }

    /** One at a time: a key that is being wiped must decapsulate nothing. */
    @Override
    public synchronized SecretBytes decapsulate(byte[] ciphertext)
        throws InvalidPublicKeyException {
      KEM.Decapsulator open = decapsulator;
      if (open == null) {
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
      try {
        return SecretBytes.wrap(open.decapsulate(ciphertext).getEncoded());
      } catch (DecapsulateException e) {
        throw new IllegalStateException("the JDK does not decapsulate " + algorithm, e);
      }
    }

    @Override
    public synchronized void close() {
      if (decapsulator != null) {
        decapsulator = null;
        destroy();
      }
    }

    private void destroy() {
      Arrays.fill(encoded, (byte) 0);
      try {
        key.destroy();
      } catch (DestroyFailedException e) {
        throw new IllegalStateException("the JDK does not wipe a key of " + algorithm, e);
      }
    }

    @Override
    public String toString() {
      return "KemKey[" + algorithm + "]";
    }
  }
}
