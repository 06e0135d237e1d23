package io.ghostbridge.crypto.random.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Random;
import java.security.SecureRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The JDK's generator, which mixes the operating system's with its own and never blocks. */
@Component(service = Random.class, property = CryptoAlgorithm.ALGORITHM + "=" + SystemRandom.NAME)
public final class SystemRandom implements Random {
  static final String NAME = "system";

  private final SecureRandom random = new SecureRandom();

  /** Seeds itself at the first use. */
  @Activate
  public SystemRandom() {}

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
