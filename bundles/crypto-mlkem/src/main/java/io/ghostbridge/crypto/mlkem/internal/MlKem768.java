package io.ghostbridge.crypto.mlkem.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Kem;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** ML-KEM-768. */
@Component(service = Kem.class, property = CryptoAlgorithm.ALGORITHM + "=ml-kem-768")
public final class MlKem768 extends MlKem {
  /** Takes the JDK's, and Bouncy Castle's keys. */
  @Activate
  public MlKem768() {
    super("ml-kem-768", MLKEMParameters.ml_kem_768, 1184, 1088);
  }
}
