package io.ghostbridge.crypto.ecdsa.p256.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.SignatureContract;
import io.ghostbridge.it.vectors.Wycheproof;
import io.ghostbridge.it.vectors.WycheproofCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcdsaP256Test {
  static Stream<Named<SignatureScheme>> schemes() {
    return Stream.of(
        Named.of("bouncycastle", new EcdsaP256(null)),
        Named.of("boringssl", new EcdsaP256(new BoringSsl())));
  }

  static Stream<Named<SignatureScheme>> derSchemes() {
    return Stream.of(
        Named.of("der bouncycastle", new EcdsaP256Der(null)),
        Named.of("der boringssl", new EcdsaP256Der(new BoringSsl())));
  }

  @ParameterizedTest
  @MethodSource("derSchemes")
  void everyWycheproofVerdictOnDerIsOurs(SignatureScheme scheme) throws Exception {
    Wycheproof.run("ecdsa_secp256r1_sha256_test.json", vector -> judge(scheme, vector));
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void everyWycheproofVerdictIsOurs(SignatureScheme scheme) throws Exception {
    Wycheproof.run("ecdsa_secp256r1_sha256_p1363_test.json", vector -> judge(scheme, vector));
  }

  private static String judge(SignatureScheme scheme, WycheproofCase vector) {
    boolean valid =
        scheme.verify(
            vector.bytesIn("publicKey", "uncompressed"), vector.bytes("msg"), vector.bytes("sig"));
    return valid == vector.isValid() ? "" : "verdict " + valid;
  }

  @ParameterizedTest
  @MethodSource({"schemes", "derSchemes"})
  void theSchemeKeepsTheContract(SignatureScheme scheme) {
    SignatureContract.check(scheme, 64);
  }

  @Test
  void librariesVerifyEachOthersSignatures() {
    for (Named<SignatureScheme> one : schemes().toList()) {
      for (Named<SignatureScheme> other : schemes().toList()) {
        assertThat(SignatureContract.disagreements(one.getPayload(), other.getPayload(), 50))
            .isEmpty();
      }
    }
  }
}
