package io.ghostbridge.crypto.x25519.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.Wycheproof;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class X25519AgreementTest {
  private static final HexFormat HEX = HexFormat.of();

  static Stream<Named<X25519Agreement>> implementations() {
    return Stream.of(
        Named.of("bouncycastle", new X25519Agreement(new BouncyCastleLadder())),
        Named.of("boringssl", new X25519Agreement(new BoringSsl())));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void everyWycheproofVerdictIsOurs(X25519Agreement x25519) throws Exception {
    Wycheproof.run(
        "x25519_test.json",
        vector -> {
          boolean zero = Arrays.equals(vector.bytes("shared"), new byte[32]);
          try (AgreementKey key = x25519.fromPrivateKey(SecretBytes.wrap(vector.bytes("private")));
              SecretBytes secret = key.agree(vector.bytes("public"))) {
            // "acceptable" are low order (all zero: refused by us), twist and non-canonical points.
            return !zero && Arrays.equals(secret.toByteArray(), vector.bytes("shared"))
                ? ""
                : "another secret";
          } catch (InvalidPublicKeyException e) {
            return zero && !vector.isValid() ? "" : "refused: " + e.getMessage();
          }
        });
  }

  /** RFC 7748, section 6.1. */
  @ParameterizedTest
  @MethodSource("implementations")
  void theExampleOfRfc7748IsReproduced(X25519Agreement x25519) throws Exception {
    try (AgreementKey alice =
            key(x25519, "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        AgreementKey bob =
            key(x25519, "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")) {
      assertThat(alice.publicKey().toHex())
          .isEqualTo("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
      assertThat(bob.publicKey().toHex())
          .isEqualTo("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
      byte[] secret =
          HEX.parseHex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
      assertThat(alice.agree(bob.publicKey().toByteArray()).toByteArray()).isEqualTo(secret);
      assertThat(bob.agree(alice.publicKey().toByteArray()).toByteArray()).isEqualTo(secret);
    }
  }

  @Test
  void bothAgreeOnRandomKeysAndPoints() throws Exception {
    X25519Agreement first = new X25519Agreement(new BouncyCastleLadder());
    X25519Agreement second = new X25519Agreement(new BoringSsl());
    Random random = new Random(3);
    byte[] scalar = new byte[32];
    byte[] point = new byte[32];
    for (int i = 0; i < 1000; i++) {
      random.nextBytes(scalar);
      random.nextBytes(point);
      try (AgreementKey one = first.fromPrivateKey(SecretBytes.copyOf(scalar));
          AgreementKey two = second.fromPrivateKey(SecretBytes.copyOf(scalar))) {
        assertThat(one.publicKey()).isEqualTo(two.publicKey());
        assertThat(one.agree(point)).isEqualTo(two.agree(point));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void lengthsAreChecked(X25519Agreement x25519) {
    assertThatThrownBy(() -> x25519.fromPrivateKey(SecretBytes.wrap(new byte[31])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31 bytes, expected 32");
    try (AgreementKey key = x25519.fromPrivateKey(SecretBytes.wrap(new byte[32]))) {
      for (int length : new int[] {0, 31, 33, 1000}) {
        assertThatThrownBy(() -> key.agree(new byte[length]))
            .isInstanceOf(InvalidPublicKeyException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aClosedKeyRefusesAndPrintsNothing(X25519Agreement x25519) {
    byte[] scalar = new byte[32];
    Arrays.fill(scalar, (byte) 0x5a);
    AgreementKey key = x25519.fromPrivateKey(SecretBytes.wrap(scalar));
    assertThat(key.toString()).doesNotContain("5a5a5a5a");
    key.close();
    key.close();
    assertThatThrownBy(() -> key.agree(new byte[32])).isInstanceOf(IllegalStateException.class);
  }

  private static AgreementKey key(X25519Agreement x25519, String hex) {
    return x25519.fromPrivateKey(SecretBytes.wrap(HEX.parseHex(hex)));
  }
}
