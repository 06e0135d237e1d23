package io.ghostbridge.crypto.scrypt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ScryptTest {
  private final Scrypt scrypt = new Scrypt();

  /** RFC 7914, section 12. */
  @Test
  void theExamplesOfRfc7914AreReproduced() {
    check(
        "",
        "",
        new PasswordCost.Scrypt(16, 1, 1),
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
            + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
    check(
        "password",
        "NaCl",
        new PasswordCost.Scrypt(1024, 8, 16),
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
            + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
    check(
        "pleaseletmein",
        "SodiumChloride",
        new PasswordCost.Scrypt(16384, 8, 1),
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
            + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
  }

  @Test
  void costsOutOfRangeAreRefused() {
    try (SecretBytes password = SecretBytes.wrap(new byte[1])) {
      assertThatThrownBy(() -> new PasswordCost.Scrypt(1000, 8, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("power of two");
      assertThatThrownBy(() -> new PasswordCost.Scrypt(1 << 24, 32, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("more than 1 GiB");
      assertThatThrownBy(
              () ->
                  scrypt.derive(password, new byte[8], new PasswordCost.Scrypt(1 << 16, 1, 1), 32))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> scrypt.derive(password, new byte[8], new PasswordCost.Pbkdf2(1), 32))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void check(String password, String salt, PasswordCost cost, String expected) {
    try (SecretBytes secret = SecretBytes.wrap(password.getBytes(UTF_8));
        SecretBytes key = scrypt.derive(secret, salt.getBytes(UTF_8), cost, 64)) {
      assertThat(HexFormat.of().formatHex(key.toByteArray())).isEqualTo(expected);
    }
  }
}
