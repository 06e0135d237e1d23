package io.ghostbridge.crypto.mldsa.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.SignatureDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Public keys and signatures from outside, on every implementation. */
class MlDsaFuzzTest {
  private static final SignatureDecoding LEAST_DECODING =
      new SignatureDecoding(new MlDsa44(null), new MlDsa44(new BoringSsl()));

  private static final SignatureDecoding MIDDLE_DECODING =
      new SignatureDecoding(new MlDsa65(null), new MlDsa65(new BoringSsl()));

  private static final SignatureDecoding MOST_DECODING =
      new SignatureDecoding(new MlDsa87(null), new MlDsa87(new BoringSsl()));

  static Stream<byte[]> leastSeeds() {
    return LEAST_DECODING.seeds(60);
  }

  @FuzzTest
  @MethodSource("leastSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlikeFor44(byte[] data) {
    LEAST_DECODING.check(data);
  }

  static Stream<byte[]> middleSeeds() {
    return MIDDLE_DECODING.seeds(60);
  }

  @FuzzTest
  @MethodSource("middleSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlikeFor65(byte[] data) {
    MIDDLE_DECODING.check(data);
  }

  static Stream<byte[]> mostSeeds() {
    return MOST_DECODING.seeds(60);
  }

  @FuzzTest
  @MethodSource("mostSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlikeFor87(byte[] data) {
    MOST_DECODING.check(data);
  }
}
