package io.ghostbridge.crypto.sha2.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.crypto.JcaDigest;
import io.ghostbridge.crypto.Providers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** SHA-256 (FIPS 180-4, section 6.2). */
@Component(service = Digest.class, property = CryptoAlgorithm.ALGORITHM + "=sha256")
public final class Sha256 extends JcaDigest {
  /** Takes the JDK's. */
  @Activate
  public Sha256() {
    super("sha256", "SHA-256", Providers.jdk("SUN"), 64);
  }
}
