package io.ghostbridge.crypto.blake2b.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.crypto.BouncyCastleDigest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** BLAKE2b with 32 bytes (RFC 7693, section 3). */
@Component(service = Digest.class, property = CryptoAlgorithm.ALGORITHM + "=blake2b-256")
public final class Blake2b256 extends BouncyCastleDigest {
  /** Takes Bouncy Castle's. */
  @Activate
  public Blake2b256() {
    super("blake2b-256", () -> new Blake2bDigest(256));
  }
}
