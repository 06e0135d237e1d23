package io.ghostbridge.crypto.pbkdf2.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.it.vectors.Wycheproof;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Pbkdf2Test {
  static Stream<PasswordHash> hashes() {
    return Stream.of(new Pbkdf2HmacSha256(), new Pbkdf2HmacSha512());
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void everyWycheproofVerdictIsOurs(PasswordHash hash) throws Exception {
    Wycheproof.run(
        hash.algorithm().replace("hmac-", "hmac").replace("-", "_") + "_test.json",
        vector -> {
          try (SecretBytes password = SecretBytes.wrap(vector.bytes("password"));
              SecretBytes key =
                  hash.derive(
                      password,
                      vector.bytes("salt"),
                      new PasswordCost.Pbkdf2(vector.number("iterationCount")),
                      vector.number("dkLen"))) {
            return vector.isValid() && Arrays.equals(key.toByteArray(), vector.bytes("dk"))
                ? ""
                : "another key";
          }
        });
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void anotherAlgorithmsCostIsRefused(PasswordHash hash) {
    try (SecretBytes password = SecretBytes.wrap(new byte[1])) {
      assertThatThrownBy(
              () -> hash.derive(password, new byte[8], new PasswordCost.Scrypt(16, 1, 1), 32))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("takes a cost of type Pbkdf2, not Scrypt");
      assertThatThrownBy(() -> new PasswordCost.Pbkdf2(0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
