package io.ghostbridge.crypto.xwing.internal;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.ExtendableDigest;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.Lengths;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * X-Wing (draft-connolly-cfrg-xwing-kem-06, section 5): the secret stays one while either X25519 or
 * ML-KEM-768 holds.
 */
@Component(service = Kem.class, property = CryptoAlgorithm.ALGORITHM + "=" + XWing.NAME)
public final class XWing implements Kem {
  static final String NAME = "x-wing";

  private static final int SEED_LENGTH = 32;
  private static final int EXPANDED_LENGTH = 96;
  private static final int ML_KEM_SEED_LENGTH = 64;
  private static final int ML_KEM_KEY_LENGTH = 1184;
  private static final int ML_KEM_CIPHERTEXT_LENGTH = 1088;
  private static final int X25519_LENGTH = 32;
  private static final int MESSAGE_LENGTH = 32;

  /** The arms of an X: {@code \.//^\} (section 5.3). */
  private static final byte[] LABEL = {0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c};

  private final Kem mlKem;
  private final KeyAgreement x25519;
  private final Digest sha3;
  private final ExtendableDigest shake;

  /** Puts the installed algorithms together. */
  @Activate
  public XWing(
      @Reference(target = "(" + CryptoAlgorithm.ALGORITHM + "=ml-kem-768)") Kem mlKem,
      @Reference(target = "(" + CryptoAlgorithm.ALGORITHM + "=x25519)") KeyAgreement x25519,
      @Reference(target = "(" + CryptoAlgorithm.ALGORITHM + "=sha3-256)") Digest sha3,
      @Reference(target = "(" + CryptoAlgorithm.ALGORITHM + "=shake256)") ExtendableDigest shake) {
    this.mlKem = mlKem;
    this.x25519 = x25519;
    this.sha3 = sha3;
    this.shake = shake;
  }

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public int seedLength() {
    return SEED_LENGTH;
  }

  @Override
  public int publicKeyLength() {
    return ML_KEM_KEY_LENGTH + X25519_LENGTH;
  }

  @Override
  public int ciphertextLength() {
    return ML_KEM_CIPHERTEXT_LENGTH + X25519_LENGTH;
  }

  @Override
  public int secretLength() {
    return sha3.digestLength();
  }

  @Override
  public KemKey fromSeed(SecretBytes seed) {
    Lengths.require("a seed of x-wing", seed.size(), SEED_LENGTH);
    byte[] expanded = seed.<byte[]>map(bytes -> shake.digest(bytes, EXPANDED_LENGTH));
    try (SecretBytes mlKemSeed = SecretBytes.wrap(Arrays.copyOf(expanded, ML_KEM_SEED_LENGTH));
        SecretBytes x25519Key =
            SecretBytes.wrap(Arrays.copyOfRange(expanded, ML_KEM_SEED_LENGTH, EXPANDED_LENGTH))) {
      return new Key(mlKem.fromSeed(mlKemSeed), x25519.fromPrivateKey(x25519Key));
    } finally {
      Arrays.fill(expanded, (byte) 0);
    }
  }

  @Override
  public Encapsulation encapsulate(byte[] publicKey, Random random)
      throws InvalidPublicKeyException {
    if (publicKey.length != publicKeyLength()) {
      throw new InvalidPublicKeyException(
          "a public key of x-wing has "
              + publicKey.length
              + " bytes, expected "
              + publicKeyLength());
    }
    byte[] mlKemKey = Arrays.copyOf(publicKey, ML_KEM_KEY_LENGTH);
    byte[] x25519Key = Arrays.copyOfRange(publicKey, ML_KEM_KEY_LENGTH, publicKey.length);
    byte[] seed = random.bytes(MESSAGE_LENGTH + X25519_LENGTH);
    try (Encapsulation inner =
            mlKem.encapsulate(mlKemKey, new Rest(Arrays.copyOf(seed, MESSAGE_LENGTH)));
        SecretBytes scalar =
            SecretBytes.wrap(Arrays.copyOfRange(seed, MESSAGE_LENGTH, seed.length));
        AgreementKey ephemeral = x25519.fromPrivateKey(scalar);
        SecretBytes agreed = ephemeral.agree(x25519Key)) {
      byte[] ephemeralKey = ephemeral.publicKey().toByteArray();
      return new Encapsulation(
          Bytes.wrap(concat(inner.ciphertext().unsafeArray(), ephemeralKey)),
          combine(inner.secret(), agreed, ephemeralKey, x25519Key));
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /** Section 5.3. */
  private SecretBytes combine(
      SecretBytes mlKemSecret, SecretBytes agreed, byte[] ephemeralKey, byte[] x25519Key) {
    var hash = sha3.start();
    mlKemSecret.read(hash::update);
    agreed.read(hash::update);
    return SecretBytes.wrap(hash.update(ephemeralKey).update(x25519Key).update(LABEL).finish());
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] whole = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    return whole;
  }

  /** Hands bytes that were drawn already to the inner mechanism, and wipes them. */
  private static final class Rest implements Random {
    private final byte[] drawn;

    Rest(byte[] drawn) {
      this.drawn = drawn;
    }

    @Override
    public String algorithm() {
      return "drawn";
    }

    @Override
    public void nextBytes(byte[] bytes) {
      Lengths.require("the randomness of ml-kem-768", bytes.length, drawn.length);
      System.arraycopy(drawn, 0, bytes, 0, drawn.length);
      Arrays.fill(drawn, (byte) 0);
    }
  }

  private final class Key implements KemKey {
    private final KemKey mlKemKey;
    private final AgreementKey x25519Key;
    private final Bytes publicKey;

    Key(KemKey mlKemKey, AgreementKey x25519Key) {
      this.mlKemKey = mlKemKey;
      this.x25519Key = x25519Key;
      publicKey =
          Bytes.wrap(
              concat(mlKemKey.publicKey().unsafeArray(), x25519Key.publicKey().unsafeArray()));
    }

    @Override
    public String algorithm() {
      return NAME;
    }

    @Override
    public Bytes publicKey() {
      return publicKey;
    }

    @Override
    public SecretBytes decapsulate(byte[] ciphertext) throws InvalidPublicKeyException {
      if (ciphertext.length != ciphertextLength()) {
        throw new InvalidPublicKeyException(
            "a ciphertext of x-wing has "
                + ciphertext.length
                + " bytes, expected "
                + ciphertextLength());
      }
      byte[] ephemeralKey =
          Arrays.copyOfRange(ciphertext, ML_KEM_CIPHERTEXT_LENGTH, ciphertext.length);
      try (SecretBytes inner =
              mlKemKey.decapsulate(Arrays.copyOf(ciphertext, ML_KEM_CIPHERTEXT_LENGTH));
          SecretBytes agreed = x25519Key.agree(ephemeralKey)) {
        return combine(inner, agreed, ephemeralKey, x25519Key.publicKey().unsafeArray());
      }
    }

    @Override
    public void close() {
      mlKemKey.close();
      x25519Key.close();
    }

    @Override
    public String toString() {
      return "KemKey[x-wing]";
    }
  }
}
