package io.ghostbridge.crypto.mldsa.internal;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.HeldSigningKey;
import io.ghostbridge.crypto.JcaSignatures;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Providers;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/** One parameter set of FIPS 204, section 4: pure ML-DSA with an empty context. */
abstract class MlDsa implements SignatureScheme {
  private static final int SEED_LENGTH = 32;

  private final ParameterSet set;
  private final @Nullable JcaSignatures fast;

  MlDsa(ParameterSet set, @Nullable NativeProvider boringSsl) {
    this.set = set;
    fast =
        Providers.firstOf(boringSsl)
            .map(
                provider ->
                    new JcaSignatures(
                        provider,
                        set.jcaName(),
                        set.jcaName(),
                        set.publicHead(),
                        set.privateHead()))
            .orElse(null);
  }

  @Override
  public final String algorithm() {
    return set.algorithm();
  }

  @Override
  public final int seedLength() {
    return SEED_LENGTH;
  }

  @Override
  public final int publicKeyLength() {
    return set.publicKeyLength();
  }

  @Override
  public final int signatureLength() {
    return set.signatureLength();
  }

  @Override
  public final SigningKey fromSeed(byte[] seed) {
    Lengths.require("a seed of " + algorithm(), seed.length, SEED_LENGTH);
    // It keeps the array and wipes it in the end.
    MLDSAPrivateKeyParameters key = new MLDSAPrivateKeyParameters(set.parameters(), seed.clone());
    Bytes publicKey = Bytes.wrap(key.getPublicKey());
    JcaSignatures signatures = fast;
    if (signatures == null) {
      return new ExpandedKey(set, key, publicKey);
    }
    key.destroy();
    return new HeldSigningKey(algorithm(), publicKey, signatures.holder(seed));
  }

  @Override
  public final boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != publicKeyLength() || signature.length != signatureLength()) {
      return false;
    }
    JcaSignatures signatures = fast;
    return signatures == null
        ? ExpandedKey.verify(set, publicKey, new byte[0], message, signature)
        : signatures.verify(publicKey, message, signature);
  }
}
