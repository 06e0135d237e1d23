package io.ghostbridge.crypto.hkdf.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Kdf;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** HKDF with HMAC-SHA-256 (RFC 5869). */
@Component(service = Kdf.class, property = CryptoAlgorithm.ALGORITHM + "=hkdf-sha256")
public final class HkdfSha256 extends JdkHkdf {
  /** Takes the JDK's. */
  @Activate
  public HkdfSha256() {
    super("hkdf-sha256", "HKDF-SHA256", 32);
  }
}
