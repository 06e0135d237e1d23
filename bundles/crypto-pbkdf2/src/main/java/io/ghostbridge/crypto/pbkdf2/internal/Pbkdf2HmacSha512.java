package io.ghostbridge.crypto.pbkdf2.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.PasswordHash;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** PBKDF2 with HMAC-SHA-512. */
@Component(
    service = PasswordHash.class,
    property = CryptoAlgorithm.ALGORITHM + "=pbkdf2-hmac-sha512")
public final class Pbkdf2HmacSha512 extends Pbkdf2 {
  /** Takes the JDK's HMAC. */
  @Activate
  public Pbkdf2HmacSha512() {
    super("pbkdf2-hmac-sha512", "HmacSHA512", 210_000);
  }
}
