package io.ghostbridge.crypto.keccak256.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.crypto.BouncyCastleDigest;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Keccak-256 (Keccak submission 3.0): the padding byte is 0x01, where SHA-3 has 0x06. */
@Component(service = Digest.class, property = CryptoAlgorithm.ALGORITHM + "=keccak-256")
public final class Keccak256 extends BouncyCastleDigest {
  /** Takes Bouncy Castle's. */
  @Activate
  public Keccak256() {
    super("keccak-256", () -> new KeccakDigest(256));
  }
}
