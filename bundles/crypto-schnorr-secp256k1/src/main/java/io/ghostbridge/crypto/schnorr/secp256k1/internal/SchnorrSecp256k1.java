package io.ghostbridge.crypto.schnorr.secp256k1.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.Curves;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Secp256k1;
import io.ghostbridge.crypto.SeedSigningKey;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** BIP-340 over messages of any length, with fresh auxiliary randomness for each signature. */
@Component(
    service = SignatureScheme.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + SchnorrSecp256k1.NAME)
public final class SchnorrSecp256k1 implements SignatureScheme {
  static final String NAME = "schnorr-secp256k1";

  private static final int SIGNATURE_LENGTH = 64;

  private final Secp256k1 curve;
  private final SecureRandom random = new SecureRandom();

  /** Takes the fastest that is there. */
  @Activate
  public SchnorrSecp256k1(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + Secp256k1.LIBRARY + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Secp256k1 library) {
    curve = Curves.orPure(library);
  }

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public int seedLength() {
    return Secp256k1.LENGTH;
  }

  @Override
  public int publicKeyLength() {
    return Secp256k1.LENGTH;
  }

  @Override
  public int signatureLength() {
    return SIGNATURE_LENGTH;
  }

  @Override
  public SigningKey fromSeed(byte[] seed) {
    Curves.requirePrivateKey(curve, seed);
    byte[] compressed = curve.publicKey(seed);
    return new SeedSigningKey(
        NAME,
        SecretBytes.copyOf(seed),
        Bytes.wrap(Arrays.copyOfRange(compressed, 1, compressed.length)),
        (scalar, message) -> {
          byte[] auxiliary = new byte[Secp256k1.LENGTH];
          random.nextBytes(auxiliary);
          return curve.schnorrSign(scalar, message, auxiliary);
        });
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return publicKey.length == Secp256k1.LENGTH
        && signature.length == SIGNATURE_LENGTH
        && curve.schnorrVerify(publicKey, message, signature);
  }
}
