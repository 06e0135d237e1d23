package io.ghostbridge.crypto.mlkem.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.it.vectors.FixedRandom;
import io.ghostbridge.it.vectors.Wycheproof;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MlKemTest {
  static Stream<Kem> kems() {
    return Stream.of(new MlKem512(), new MlKem768(), new MlKem1024());
  }

  private static String file(Kem kem, String suffix) {
    return kem.algorithm().replace("ml-kem-", "mlkem_") + suffix + "_test.json";
  }

  @ParameterizedTest
  @MethodSource("kems")
  void everyWycheproofDecapsulationIsOurs(Kem kem) throws Exception {
    Wycheproof.run(
        file(kem, ""),
        vector -> {
          try (SecretBytes seed = SecretBytes.wrap(vector.bytes("seed"));
              KemKey key = kem.fromSeed(seed);
              SecretBytes secret = key.decapsulate(vector.bytes("c"))) {
            boolean right =
                Arrays.equals(secret.toByteArray(), vector.bytes("K"))
                    && Arrays.equals(key.publicKey().toByteArray(), vector.bytes("ek"));
            return right == vector.isValid() ? "" : "decapsulated: " + right;
          } catch (InvalidPublicKeyException | IllegalArgumentException e) {
            return vector.isInvalid() ? "" : "refused: " + e.getMessage();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("kems")
  void everyWycheproofEncapsulationIsOurs(Kem kem) throws Exception {
    Wycheproof.run(
        file(kem, "_encaps"),
        vector -> {
          try (Encapsulation made =
              kem.encapsulate(vector.bytes("ek"), new FixedRandom(vector.bytes("m")))) {
            boolean right =
                Arrays.equals(made.ciphertext().toByteArray(), vector.bytes("c"))
                    && Arrays.equals(made.secret().toByteArray(), vector.bytes("K"));
            return right && vector.isValid() ? "" : "encapsulated: " + right;
          } catch (InvalidPublicKeyException e) {
            return vector.isInvalid() ? "" : "refused: " + e.getMessage();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("kems")
  void everyWycheproofKeyIsOurs(Kem kem) throws Exception {
    Wycheproof.run(
        file(kem, "_keygen_seed"),
        vector -> {
          try (SecretBytes seed = SecretBytes.wrap(vector.bytes("seed"));
              KemKey key = kem.fromSeed(seed)) {
            return vector.isValid()
                    && Arrays.equals(key.publicKey().toByteArray(), vector.bytes("ek"))
                ? ""
                : "another key";
          }
        });
  }

  @ParameterizedTest
  @MethodSource("kems")
  void aTamperedCiphertextGivesAnotherSecretAndAWrongLengthAnError(Kem kem) throws Exception {
    SecretBytes seed = SecretBytes.wrap(filled());
    KemKey key = kem.fromSeed(seed);
    try (Encapsulation made =
        kem.encapsulate(key.publicKey().toByteArray(), new FixedRandom(new byte[32]))) {
      byte[] ciphertext = made.ciphertext().toByteArray();
      assertThat(key.decapsulate(ciphertext)).isEqualTo(made.secret());
      ciphertext[5] ^= 1;
      assertThat(key.decapsulate(ciphertext)).isNotEqualTo(made.secret());
      assertThatThrownBy(() -> key.decapsulate(new byte[10]))
          .isInstanceOf(InvalidPublicKeyException.class);
      key.close();
      key.close();
      assertThat(seed.toByteArray()).isEqualTo(filled());
      assertThatThrownBy(() -> key.decapsulate(ciphertext))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static byte[] filled() {
    byte[] seed = new byte[64];
    Arrays.fill(seed, (byte) 7);
    return seed;
  }
}
