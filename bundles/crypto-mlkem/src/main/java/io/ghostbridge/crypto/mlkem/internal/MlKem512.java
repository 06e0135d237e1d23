package io.ghostbridge.crypto.mlkem.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Kem;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** ML-KEM-512. */
@Component(service = Kem.class, property = CryptoAlgorithm.ALGORITHM + "=ml-kem-512")
public final class MlKem512 extends MlKem {
  /** Takes the JDK's, and Bouncy Castle's keys. */
  @Activate
  public MlKem512() {
    super("ml-kem-512", MLKEMParameters.ml_kem_512, 800, 768);
  }
}
