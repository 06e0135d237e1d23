package io.ghostbridge.crypto.sha3.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.ExtendableDigest;
import io.ghostbridge.crypto.BouncyCastleXof;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** SHAKE256 (FIPS 202, section 6.2). */
@Component(
    service = {Digest.class, ExtendableDigest.class},
    property = CryptoAlgorithm.ALGORITHM + "=shake256")
public final class Shake256 extends BouncyCastleXof {
  /** Takes Bouncy Castle's. */
  @Activate
  public Shake256() {
    super("shake256", () -> new SHAKEDigest(256));
  }
}
