package io.ghostbridge.crypto.ecdh.p384.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.crypto.awslc.internal.AwsLc;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AgreementContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcdhP384Test {
  static Stream<Named<KeyAgreement>> implementations() {
    return Stream.of(
        Named.of("bouncycastle", new EcdhP384(null, null)),
        Named.of("aws-lc", new EcdhP384(new AwsLc(), null)),
        Named.of("boringssl", new EcdhP384(null, new BoringSsl())));
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
