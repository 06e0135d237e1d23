package io.ghostbridge.crypto.chacha20poly1305.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AeadContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChaCha20Poly1305Test {
  static Stream<Named<Aead>> implementations() {
    return Stream.of(
        Named.of("jdk", new ChaCha20Poly1305(null)),
        Named.of("boringssl", new ChaCha20Poly1305(new BoringSsl())));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void everyWycheproofVerdictIsOurs(Aead aead) throws Exception {
    AeadContract.wycheproof(aead, "chacha20_poly1305_test.json");
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void everyFlippedBitIsRefusedAndNothingIsReturned(Aead aead) throws Exception {
    AeadContract.everyFlippedBitIsRefused(aead);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void lengthsNoncesAndKeysAreChecked(Aead aead) throws Exception {
    AeadContract.lengthsAndKeysAreChecked(aead);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void manyThreadsUseOneKey(Aead aead) throws Exception {
    AeadContract.manyThreadsUseOneKey(aead);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aClosedKeyRefusesAndPrintsNothing(Aead aead) throws Exception {
    AeadContract.aClosedKeyRefuses(aead);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void allImplementationsAgreeOnRandomInput(Aead aead) throws Exception {
    assertThat(
            AeadContract.disagreements(
                aead, implementations().findFirst().orElseThrow().getPayload()))
        .isEmpty();
  }
}
