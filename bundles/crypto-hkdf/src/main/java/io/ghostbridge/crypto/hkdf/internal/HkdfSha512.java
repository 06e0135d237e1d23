package io.ghostbridge.crypto.hkdf.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Kdf;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** HKDF with HMAC-SHA-512 (RFC 5869). */
@Component(service = Kdf.class, property = CryptoAlgorithm.ALGORITHM + "=hkdf-sha512")
public final class HkdfSha512 extends JdkHkdf {
  /** Takes the JDK's. */
  @Activate
  public HkdfSha512() {
    super("hkdf-sha512", "HKDF-SHA512", 64);
  }
}
