package io.ghostbridge.crypto.chacha20poly1305.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AeadContract;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChaCha20Poly1305Test {
  static Stream<Named<Aead>> implementations() {
    return Stream.of(
        Named.of("jdk", new ChaCha20Poly1305(null)),
        Named.of("boringssl", new ChaCha20Poly1305(new BoringSsl(), false)),
        Named.of("boringssl, jdk for long", new ChaCha20Poly1305(new BoringSsl(), true)));
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

  @ParameterizedTest
  @MethodSource("implementations")
  void longMessagesOfOneAreOpenedByTheOthersAndNoneTampered(Aead aead) throws Exception {
    byte[] nonce = new byte[12];
    byte[] associatedData = {1, 2, 3};
    Aead jdk = new ChaCha20Poly1305(null);
    try (AeadKey one = aead.key(SecretBytes.wrap(new byte[32]));
        AeadKey other = jdk.key(SecretBytes.wrap(new byte[32]))) {
      for (int length : new int[] {2031, 2032, 2047, 2048, 2049, 2064, 16_384, 100_000}) {
        byte[] plaintext = new byte[length];
        new Random(length).nextBytes(plaintext);
        byte[] sealed = one.seal(nonce, plaintext, associatedData);
        assertThat(sealed).isEqualTo(other.seal(nonce, plaintext, associatedData));
        assertThat(one.open(nonce, sealed, associatedData)).isEqualTo(plaintext);
        for (int at : new int[] {0, length / 2, length, length + 15}) {
          sealed[at] ^= 1;
          assertThatThrownBy(() -> one.open(nonce, sealed, associatedData))
              .isInstanceOf(DecryptionFailedException.class);
          sealed[at] ^= 1;
        }
        assertThatThrownBy(() -> one.open(nonce, Arrays.copyOf(sealed, length), associatedData))
            .isInstanceOf(DecryptionFailedException.class);
      }
    }
  }

  @Test
  void aClosedKeyRefusesLongMessagesToo() {
    AeadKey key = new ChaCha20Poly1305(new BoringSsl(), true).key(SecretBytes.wrap(new byte[32]));
    assertThat(key.seal(new byte[12], new byte[5_000], new byte[0])).hasSize(5_016);
    key.close();
    assertThatThrownBy(() -> key.seal(new byte[12], new byte[5_000], new byte[0]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> key.open(new byte[12], new byte[5_000], new byte[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aProcessorIsWideThatHasAllThreeInstructionSets() {
    assertThat(Processor.isWide("flags\t\t: fpu avx2 avx512ifma avx512bw avx512vl")).isTrue();
    assertThat(Processor.isWide("flags\t\t: fpu avx2 avx512bw avx512vl avx512ifmax")).isFalse();
    assertThat(Processor.isWide("")).isFalse();
  }
}
