package io.ghostbridge.crypto.slip10.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** SLIP-10, p256. */
@Component(
    service = DeterministicKeyDerivation.class,
    property = CryptoAlgorithm.ALGORITHM + "=slip10-p256")
public final class Slip10P256 extends Slip10 {
  /** Takes Bouncy Castle's curve. */
  @Activate
  public Slip10P256() {
    super("slip10-p256", "Nist256p1 seed", new WeierstrassCurve("secp256r1"));
  }
}
