package io.ghostbridge.crypto.ecdsa.p256.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.SignatureDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Public keys and signatures from outside, on every implementation. */
class EcdsaP256FuzzTest {
  private static final SignatureDecoding RAW_DECODING =
      new SignatureDecoding(new EcdsaP256(null), new EcdsaP256(new BoringSsl()));

  private static final SignatureDecoding DER_DECODING =
      new SignatureDecoding(new EcdsaP256Der(null), new EcdsaP256Der(new BoringSsl()));

  static Stream<byte[]> rawSeeds() {
    return RAW_DECODING.seeds(200);
  }

  @FuzzTest
  @MethodSource("rawSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlike(byte[] data) {
    RAW_DECODING.check(data);
  }

  static Stream<byte[]> derSeeds() {
    return DER_DECODING.seeds(200);
  }

  @FuzzTest
  @MethodSource("derSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlikeInDer(byte[] data) {
    DER_DECODING.check(data);
  }
}
