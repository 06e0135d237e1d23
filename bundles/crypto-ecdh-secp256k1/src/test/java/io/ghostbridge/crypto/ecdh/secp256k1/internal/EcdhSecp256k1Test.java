package io.ghostbridge.crypto.ecdh.secp256k1.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.crypto.libsecp256k1.internal.Library;
import io.ghostbridge.it.vectors.AgreementContract;
import io.ghostbridge.it.vectors.Wycheproof;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcdhSecp256k1Test {
  static Stream<Named<KeyAgreement>> implementations() {
    return Stream.of(
        Named.of("bouncycastle", new EcdhSecp256k1(null)),
        Named.of("libsecp256k1", new EcdhSecp256k1(new Library())));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void everyWycheproofVerdictIsOurs(KeyAgreement agreement) throws Exception {
    Wycheproof.run(
        "ecdh_secp256k1_test.json",
        vector -> AgreementContract.judgeEcdh(agreement, vector, "2b8104000a"));
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
