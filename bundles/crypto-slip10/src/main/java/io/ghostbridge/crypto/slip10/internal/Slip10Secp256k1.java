package io.ghostbridge.crypto.slip10.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** SLIP-10, secp256k1. */
@Component(
    service = DeterministicKeyDerivation.class,
    property = CryptoAlgorithm.ALGORITHM + "=slip10-secp256k1")
public final class Slip10Secp256k1 extends Slip10 {
  /** Takes Bouncy Castle's curve. */
  @Activate
  public Slip10Secp256k1() {
    super("slip10-secp256k1", "Bitcoin seed", new WeierstrassCurve("secp256k1"));
  }
}
