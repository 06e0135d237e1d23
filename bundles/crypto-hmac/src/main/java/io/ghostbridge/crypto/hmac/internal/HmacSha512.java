package io.ghostbridge.crypto.hmac.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Mac;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** HMAC-SHA-512 (RFC 2104, section 2; RFC 4231). */
@Component(service = Mac.class, property = CryptoAlgorithm.ALGORITHM + "=hmac-sha512")
public final class HmacSha512 extends DigestHmac {
  /** Takes the JDK's digest. */
  @Activate
  public HmacSha512() {
    super("hmac-sha512", "SHA-512", 128);
  }
}
