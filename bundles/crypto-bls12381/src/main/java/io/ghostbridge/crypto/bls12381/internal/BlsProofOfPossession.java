package io.ghostbridge.crypto.bls12381.internal;

import io.ghostbridge.api.crypto.AggregateSignatureScheme;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.SignatureScheme;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The scheme with proofs of possession (section 3.3), as Ethereum has it. */
@Component(
    service = {SignatureScheme.class, AggregateSignatureScheme.class},
    property = CryptoAlgorithm.ALGORITHM + "=" + BlsProofOfPossession.NAME)
public final class BlsProofOfPossession extends BlsScheme {
  static final String NAME = "bls12-381";

  /** Takes blst where it can be loaded. */
  @Activate
  public BlsProofOfPossession() {
    this(best());
  }

  BlsProofOfPossession(Pairing pairing) {
    super(NAME, "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_", false, pairing);
  }

  /** Unloads the library. */
  @Deactivate
  public void close() {
    unload();
  }
}
