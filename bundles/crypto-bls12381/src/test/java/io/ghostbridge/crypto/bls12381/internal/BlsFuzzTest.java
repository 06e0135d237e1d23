package io.ghostbridge.crypto.bls12381.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.it.vectors.SignatureDecoding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Public keys and signatures from outside, on every implementation. */
class BlsFuzzTest {
  private static final SignatureDecoding DECODING =
      new SignatureDecoding(
          new BlsProofOfPossession(BlsScheme.best()),
          new BlsProofOfPossession(new BouncyCastlePairing()));

  static Stream<byte[]> seeds() {
    return DECODING.seeds(40);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlike(byte[] data) {
    DECODING.check(data);
  }

  /** Whatever adds up is one point, and the same one everywhere. */
  @FuzzTest
  @MethodSource("signatures")
  void anyBytesAreASignatureThatAddsUpOrNone(byte[] data) {
    List<Bytes> signatures = List.of(Bytes.copyOf(data));
    Optional<Bytes> sum = new BlsProofOfPossession(BlsScheme.best()).aggregate(signatures);
    assertThat(sum.map(List::of)).isIn(Optional.empty(), Optional.of(signatures));
    assertThat(new BlsProofOfPossession(new BouncyCastlePairing()).aggregate(signatures))
        .isEqualTo(sum);
  }

  static Stream<byte[]> signatures() {
    return DECODING
        .seeds(60)
        .map(pair -> Arrays.copyOfRange(pair, Math.min(48, pair.length), pair.length));
  }
}
