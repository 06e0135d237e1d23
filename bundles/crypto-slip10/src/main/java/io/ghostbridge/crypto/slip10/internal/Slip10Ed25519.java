package io.ghostbridge.crypto.slip10.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** SLIP-10, ed25519. */
@Component(
    service = DeterministicKeyDerivation.class,
    property = CryptoAlgorithm.ALGORITHM + "=slip10-ed25519")
public final class Slip10Ed25519 extends Slip10 {
  /** Takes Bouncy Castle's curve. */
  @Activate
  public Slip10Ed25519() {
    super("slip10-ed25519", "ed25519 seed", new Ed25519Curve());
  }
}
