package io.ghostbridge.crypto.blake3.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.ExtendableDigest;
import io.ghostbridge.crypto.BouncyCastleXof;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** BLAKE3 (BLAKE3 specification, section 2), unkeyed. */
@Component(
    service = {Digest.class, ExtendableDigest.class},
    property = CryptoAlgorithm.ALGORITHM + "=blake3")
public final class Blake3 extends BouncyCastleXof {
  /** Takes Bouncy Castle's. */
  @Activate
  public Blake3() {
    super("blake3", () -> new Blake3Digest());
  }
}
