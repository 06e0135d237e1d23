package io.ghostbridge.crypto.slhdsa.internal;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.JcaSignatures;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.SeedSigningKey;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.SLHDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.params.SLHDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.SLHDSAParameters;
import org.bouncycastle.crypto.params.SLHDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.SLHDSASigner;
import org.jspecify.annotations.Nullable;

/** One parameter set of FIPS 205, section 11, of security category 1: pure, empty context. */
abstract class SlhDsa implements SignatureScheme {
  /** SK.seed, SK.prf and PK.seed (FIPS 205, section 9.1). */
  private static final int SEED_LENGTH = 48;

  private static final int PUBLIC_KEY_LENGTH = 32;

  private final String algorithm;
  private final SLHDSAParameters parameters;
  private final int signatureLength;
  private final @Nullable JcaSignatures fast;

  SlhDsa(
      String algorithm,
      SLHDSAParameters parameters,
      int signatureLength,
      @Nullable JcaSignatures fast) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.signatureLength = signatureLength;
    this.fast = fast;
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
    return PUBLIC_KEY_LENGTH;
  }

  @Override
  public final int signatureLength() {
    return signatureLength;
  }

  @Override
  public final SigningKey fromSeed(byte[] seed) {
    Lengths.require("a seed of " + algorithm, seed.length, SEED_LENGTH);
    SLHDSAKeyPairGenerator generator = new SLHDSAKeyPairGenerator();
    generator.init(new SLHDSAKeyGenerationParameters(new SeedRandom(seed), parameters));
    SLHDSAPrivateKeyParameters key =
        (SLHDSAPrivateKeyParameters) generator.generateKeyPair().getPrivate();
    SecretBytes encoded = SecretBytes.wrap(key.getEncoded());
    Bytes publicKey = Bytes.wrap(key.getEncodedPublicKey());
    key.destroy();
    return new SeedSigningKey(algorithm, encoded, publicKey, this::sign);
  }

  private byte[] sign(byte[] encoded, byte[] message) {
    JcaSignatures signatures = fast;
    if (signatures != null) {
      return signatures.sign(signatures.privateKey(encoded), message);
    }
    SLHDSASigner signer = new SLHDSASigner();
    signer.init(
        true,
        new ParametersWithContext(
            new SLHDSAPrivateKeyParameters(parameters, encoded), new byte[0]));
    return signer.generateSignature(message);
  }

  @Override
  public final boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != PUBLIC_KEY_LENGTH || signature.length != signatureLength) {
      return false;
    }
    JcaSignatures signatures = fast;
    if (signatures != null) {
      return signatures.verify(publicKey, message, signature);
    }
    SLHDSASigner verifier = new SLHDSASigner();
    verifier.init(
        false,
        new ParametersWithContext(
            new SLHDSAPublicKeyParameters(parameters, publicKey), new byte[0]));
    return verifier.verifySignature(message, signature);
  }

  /** Gives the key generator the seed piece by piece, as FIPS 205, section 10.1 draws it. */
  private static final class SeedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] seed;
    private transient int at;

    SeedRandom(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, at, bytes, 0, bytes.length);
      at += bytes.length;
    }
  }
}
