package io.ghostbridge.crypto.ecdh.secp256k1.internal;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.Curves;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.ScalarAgreementKey;
import io.ghostbridge.crypto.Secp256k1;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Diffie-Hellman on secp256k1 (SEC 1, section 3.3.1): the secret is x alone. */
@Component(
    service = KeyAgreement.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + EcdhSecp256k1.NAME)
public final class EcdhSecp256k1 implements KeyAgreement {
  static final String NAME = "ecdh-secp256k1";

  private static final int PUBLIC_KEY_LENGTH = 33;

  private final Secp256k1 curve;

  /** Takes the fastest that is there. */
  @Activate
  public EcdhSecp256k1(
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
  public int privateKeyLength() {
    return Secp256k1.LENGTH;
  }

  @Override
  public int publicKeyLength() {
    return PUBLIC_KEY_LENGTH;
  }

  @Override
  public int secretLength() {
    return Secp256k1.LENGTH;
  }

  @Override
  public AgreementKey fromPrivateKey(SecretBytes privateKey) {
    privateKey.read(bytes -> Curves.requirePrivateKey(curve, bytes));
    return new ScalarAgreementKey(
        NAME,
        privateKey.copy(),
        Bytes.wrap(privateKey.<byte[]>map(curve::publicKey)),
        curve::agree,
        point -> point.length + " bytes are no point of secp256k1, expected 33 compressed or 65");
  }
}
