package io.ghostbridge.crypto.slhdsa.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.SignatureDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Public keys and signatures from outside, on every implementation. */
class SlhDsaFuzzTest {
  private static final SignatureDecoding SMALL_DECODING =
      new SignatureDecoding(new SlhDsaSha2With128s(new BoringSsl()), new SlhDsaSha2With128s(null));

  private static final SignatureDecoding FAST_DECODING =
      new SignatureDecoding(new SlhDsaSha2With128f());

  static Stream<byte[]> smallSeeds() {
    return SMALL_DECODING.seeds(40);
  }

  @FuzzTest
  @MethodSource("smallSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlikeFor128s(byte[] data) {
    SMALL_DECODING.check(data);
  }

  static Stream<byte[]> fastSeeds() {
    return FAST_DECODING.seeds(40);
  }

  @FuzzTest
  @MethodSource("fastSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlikeFor128f(byte[] data) {
    FAST_DECODING.check(data);
  }
}
