package io.ghostbridge.crypto.aes256gcmsiv.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AeadContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Aes256GcmSivTest {
  static Stream<Named<Aead>> implementations() {
    return Stream.of(
        Named.of("bouncycastle", new Aes256GcmSiv(null)),
        Named.of("boringssl", new Aes256GcmSiv(new BoringSsl())));
  }

  /** RFC 8452, appendix C.2: key, nonce, associated data, plaintext, result. */
  private static final String[][] RFC_8452 = {
    {
      "0100000000000000000000000000000000000000000000000000000000000000",
      "030000000000000000000000",
      "",
      "",
      "07f5f4169bbf55a8400cd47ea6fd400f"
    },
    {
      "0100000000000000000000000000000000000000000000000000000000000000",
      "030000000000000000000000",
      "",
      "0100000000000000",
      "c2ef328e5c71c83b843122130f7364b761e0b97427e3df28"
    },
    {
      "0100000000000000000000000000000000000000000000000000000000000000",
      "030000000000000000000000",
      "",
      "010000000000000000000000",
      "9aab2aeb3faa0a34aea8e2b18ca50da9ae6559e48fd10f6e5c9ca17e"
    },
    {
      "0100000000000000000000000000000000000000000000000000000000000000",
      "030000000000000000000000",
      "01",
      "0200000000000000",
      "1de22967237a813291213f267e3b452f02d01ae33e4ec854"
    },
  };

  @ParameterizedTest
  @MethodSource("implementations")
  void theExamplesOfRfc8452AreReproduced(Aead aead) throws Exception {
    AeadContract.examples(aead, RFC_8452);
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
