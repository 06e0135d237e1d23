package io.ghostbridge.crypto.ecdh.p256.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AgreementContract;
import io.ghostbridge.it.vectors.Wycheproof;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcdhP256Test {
  static Stream<Named<KeyAgreement>> implementations() {
    return Stream.of(
        Named.of("bouncycastle", new EcdhP256(null)),
        Named.of("boringssl", new EcdhP256(new BoringSsl())));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void everyWycheproofVerdictIsOurs(KeyAgreement agreement) throws Exception {
    Wycheproof.run(
        "ecdh_secp256r1_test.json",
        vector -> AgreementContract.judgeEcdh(agreement, vector, "2a8648ce3d030107"));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void lengthsRangesAndSilence(KeyAgreement agreement) {
    AgreementContract.check(agreement);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void allAgreeOnRandomKeys(KeyAgreement agreement) throws Exception {
    List<Named<KeyAgreement>> all = implementations().toList();
    assertThat(AgreementContract.disagreements(agreement, all.getLast().getPayload(), 100))
        .isEmpty();
  }
}
