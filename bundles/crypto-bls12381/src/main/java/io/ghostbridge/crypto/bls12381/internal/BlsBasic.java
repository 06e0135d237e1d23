package io.ghostbridge.crypto.bls12381.internal;

import io.ghostbridge.api.crypto.AggregateSignatureScheme;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.SignatureScheme;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The basic scheme (section 3.1): messages of one aggregate must differ. */
@Component(
    service = {SignatureScheme.class, AggregateSignatureScheme.class},
    property = CryptoAlgorithm.ALGORITHM + "=" + BlsBasic.NAME)
public final class BlsBasic extends BlsScheme {
  static final String NAME = "bls12-381-basic";

  /** Takes blst where it can be loaded. */
  @Activate
  public BlsBasic() {
    this(best());
  }

  BlsBasic(Pairing pairing) {
    super(NAME, "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_", true, pairing);
  }

  /** Unloads the library. */
  @Deactivate
  public void close() {
    unload();
  }
}
