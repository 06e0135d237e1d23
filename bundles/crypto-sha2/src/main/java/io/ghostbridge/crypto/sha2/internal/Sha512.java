package io.ghostbridge.crypto.sha2.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.crypto.JcaDigest;
import io.ghostbridge.crypto.Providers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** SHA-512 (FIPS 180-4, section 6.4). */
@Component(service = Digest.class, property = CryptoAlgorithm.ALGORITHM + "=sha512")
public final class Sha512 extends JcaDigest {
  /** Takes the JDK's. */
  @Activate
  public Sha512() {
    super("sha512", "SHA-512", Providers.jdk("SUN"), 128);
  }
}
