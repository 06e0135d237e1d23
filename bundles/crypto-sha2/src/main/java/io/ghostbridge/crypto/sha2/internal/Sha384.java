package io.ghostbridge.crypto.sha2.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.crypto.JcaDigest;
import io.ghostbridge.crypto.Providers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** SHA-384 (FIPS 180-4, section 6.5). */
@Component(service = Digest.class, property = CryptoAlgorithm.ALGORITHM + "=sha384")
public final class Sha384 extends JcaDigest {
  /** Takes the JDK's. */
  @Activate
  public Sha384() {
    super("sha384", "SHA-384", Providers.jdk("SUN"), 128);
  }
}
