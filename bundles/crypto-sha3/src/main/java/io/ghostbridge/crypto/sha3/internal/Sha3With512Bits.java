package io.ghostbridge.crypto.sha3.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.crypto.BouncyCastleDigest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** SHA3-512 (FIPS 202, section 6.1). */
@Component(service = Digest.class, property = CryptoAlgorithm.ALGORITHM + "=sha3-512")
public final class Sha3With512Bits extends BouncyCastleDigest {
  /** Takes Bouncy Castle's. */
  @Activate
  public Sha3With512Bits() {
    super("sha3-512", () -> new SHA3Digest(512));
  }
}
