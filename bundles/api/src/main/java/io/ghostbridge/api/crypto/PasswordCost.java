package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/** What one guess of a password costs. A record of another algorithm's may implement it too. */
@ConsumerType
public interface PasswordCost {
  /**
   * @param iterations from 1 to 100 million; 600,000 is right for SHA-256 and 210,000 for SHA-512
   */
  record Pbkdf2(int iterations) implements PasswordCost {
    private static final int MAX_ITERATIONS = 100_000_000;

    public Pbkdf2 {
      inRange("iterations", iterations, 1, MAX_ITERATIONS);
    }
  }

  /**
   * Takes {@code 128 * n * r * p} bytes, at most 1 GiB.
   *
   * @param n a power of two from 2 to 2^24; 2^17 is right
   * @param r from 1 to 32; 8 is right
   * @param p from 1 to 16; 1 is right
   */
  record Scrypt(int n, int r, int p) implements PasswordCost {
    private static final long MAX_BYTES = 1L << 30;

    public Scrypt {
      inRange("n", n, 2, 1 << 24);
      inRange("r", r, 1, 32);
      inRange("p", p, 1, 16);
      if (Integer.bitCount(n) != 1) {
        throw new IllegalArgumentException("scrypt's n is " + n + ", expected a power of two");
      }
      if (128L * n * r * p > MAX_BYTES) {
        throw new IllegalArgumentException(
            "scrypt with n " + n + ", r " + r + " and p " + p + " takes more than 1 GiB");
      }
    }
  }

  /**
   * @param memoryKibibytes from 8 a lane to 2^20 (1 GiB); 65,536 is right
   * @param iterations from 1 to 1,000; 3 is right
   * @param parallelism lanes, from 1 to 16; 4 is right
   */
  record Argon2(int memoryKibibytes, int iterations, int parallelism) implements PasswordCost {
    public Argon2 {
      inRange("parallelism", parallelism, 1, 16);
      inRange("memoryKibibytes", memoryKibibytes, 8 * parallelism, 1 << 20);
      inRange("iterations", iterations, 1, 1_000);
    }
  }

  private static void inRange(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "the cost's " + what + " is " + value + ", expected " + min + " to " + max);
    }
  }
}
