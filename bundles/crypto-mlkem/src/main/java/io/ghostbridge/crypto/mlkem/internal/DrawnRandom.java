package io.ghostbridge.crypto.mlkem.internal;

import io.ghostbridge.api.crypto.Random;
import java.security.SecureRandom;

/** Our source of randomness as the JDK asks for it. */
final class DrawnRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient Random random;

  DrawnRandom(Random random) {
    super(null, null);
    this.random = random;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
