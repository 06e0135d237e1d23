package io.ghostbridge.crypto.mlkem.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Kem;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** ML-KEM-1024. */
@Component(service = Kem.class, property = CryptoAlgorithm.ALGORITHM + "=ml-kem-1024")
public final class MlKem1024 extends MlKem {
  /** Takes the JDK's, and Bouncy Castle's keys. */
  @Activate
  public MlKem1024() {
    super("ml-kem-1024", MLKEMParameters.ml_kem_1024, 1568, 1568);
  }
}
