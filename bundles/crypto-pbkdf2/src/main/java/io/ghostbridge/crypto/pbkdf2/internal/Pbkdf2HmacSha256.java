package io.ghostbridge.crypto.pbkdf2.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.PasswordHash;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** PBKDF2 with HMAC-SHA-256. */
@Component(
    service = PasswordHash.class,
    property = CryptoAlgorithm.ALGORITHM + "=pbkdf2-hmac-sha256")
public final class Pbkdf2HmacSha256 extends Pbkdf2 {
  /** Takes the JDK's HMAC. */
  @Activate
  public Pbkdf2HmacSha256() {
    super("pbkdf2-hmac-sha256", "HmacSHA256", 600_000);
  }
}
