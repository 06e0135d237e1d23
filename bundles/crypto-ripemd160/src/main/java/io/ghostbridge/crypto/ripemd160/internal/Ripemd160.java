package io.ghostbridge.crypto.ripemd160.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.crypto.BouncyCastleDigest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** RIPEMD-160 (ISO/IEC 10118-3, dedicated hash function 1). */
@Component(service = Digest.class, property = CryptoAlgorithm.ALGORITHM + "=ripemd-160")
public final class Ripemd160 extends BouncyCastleDigest {
  /** Takes Bouncy Castle's. */
  @Activate
  public Ripemd160() {
    super("ripemd-160", () -> new RIPEMD160Digest());
  }
}
