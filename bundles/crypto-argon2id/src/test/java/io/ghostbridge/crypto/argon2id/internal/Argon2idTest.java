package io.ghostbridge.crypto.argon2id.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Argon2idTest {
  private final Argon2id argon2id = new Argon2id();

  /** RFC 9106, section 5.3. */
  @Test
  void theExampleOfRfc9106IsReproduced() {
    try (SecretBytes password = SecretBytes.wrap(filled(32, 1));
        SecretBytes key =
            argon2id.derive(
                password,
                filled(16, 2),
                new PasswordCost.Argon2(32, 3, 4),
                32,
                filled(8, 3),
                filled(12, 4))) {
      assertThat(HexFormat.of().formatHex(key.toByteArray()))
          .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }
  }

  @Test
  void lengthsAndCostsOutOfRangeAreRefused() {
    try (SecretBytes password = SecretBytes.wrap(new byte[1])) {
      PasswordCost cost = new PasswordCost.Argon2(32, 1, 1);
      assertThatThrownBy(() -> argon2id.derive(password, new byte[7], cost, 32))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> argon2id.derive(password, new byte[8], cost, 3))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> argon2id.derive(password, new byte[8], new PasswordCost.Pbkdf2(1), 32))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new PasswordCost.Argon2(31, 1, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("memoryKibibytes is 31, expected 32");
    }
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
