package io.ghostbridge.crypto.hkdf.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.it.vectors.Wycheproof;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HkdfTest {
  static Stream<Kdf> kdfs() {
    return Stream.of(new HkdfSha256(), new HkdfSha512());
  }

  @ParameterizedTest
  @MethodSource("kdfs")
  void everyWycheproofVerdictIsOurs(Kdf kdf) throws Exception {
    Wycheproof.run(
        kdf.algorithm().replace("-", "_") + "_test.json",
        vector -> {
          try (SecretBytes secret = SecretBytes.wrap(vector.bytes("ikm"));
              SecretBytes output =
                  kdf.derive(
                      secret, vector.bytes("salt"), vector.bytes("info"), vector.number("size"))) {
            return vector.isValid() && Arrays.equals(output.toByteArray(), vector.bytes("okm"))
                ? ""
                : "another key";
          } catch (IllegalArgumentException e) {
            return vector.isInvalid() ? "" : "refused: " + e.getMessage();
          }
        });
  }

  /** RFC 5869, appendix A.1. */
  @Test
  void theStepsOfRfc5869AreReproduced() {
    HexFormat hex = HexFormat.of();
    Kdf kdf = new HkdfSha256();
    try (SecretBytes ikm =
            SecretBytes.wrap(hex.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"));
        SecretBytes prk = kdf.extract(hex.parseHex("000102030405060708090a0b0c"), ikm);
        SecretBytes okm = kdf.expand(prk, hex.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42)) {
      assertThat(hex.formatHex(prk.toByteArray()))
          .isEqualTo("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
      assertThat(hex.formatHex(okm.toByteArray()))
          .isEqualTo(
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }
  }

  @ParameterizedTest
  @MethodSource("kdfs")
  void lengthsAreChecked(Kdf kdf) {
    try (SecretBytes key = SecretBytes.wrap(new byte[kdf.hashLength()]);
        SecretBytes tooShort = SecretBytes.wrap(new byte[kdf.hashLength() - 1])) {
      for (int length : new int[] {-1, 0, 255 * kdf.hashLength() + 1}) {
        assertThatThrownBy(() -> kdf.expand(key, new byte[0], length))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> kdf.expand(tooShort, new byte[0], 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
