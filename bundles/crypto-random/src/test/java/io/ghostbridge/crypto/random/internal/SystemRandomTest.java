package io.ghostbridge.crypto.random.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.SecretBytes;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SystemRandomTest {
  @Test
  void nothingComesTwiceAndBitsAreBalanced() {
    SystemRandom random = new SystemRandom();
    Set<String> seen = new HashSet<>();
    long ones = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = random.bytes(32);
      seen.add(HexFormat.of().formatHex(bytes));
      for (byte b : bytes) {
        ones += Integer.bitCount(b & 0xff);
      }
    }
    assertThat(seen).hasSize(10_000);
    // 2,560,000 fair bits; seven standard deviations of 800 either way.
    assertThat(ones).isBetween(1_280_000L - 5_600, 1_280_000L + 5_600);
    try (SecretBytes secret = random.secret(16)) {
      assertThat(secret.size()).isEqualTo(16);
    }
  }
}
