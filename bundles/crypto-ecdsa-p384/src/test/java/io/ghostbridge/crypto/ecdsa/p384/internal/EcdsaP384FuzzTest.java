package io.ghostbridge.crypto.ecdsa.p384.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.awslc.internal.AwsLc;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.SignatureDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Public keys and signatures from outside, on every implementation. */
class EcdsaP384FuzzTest {
  private static final SignatureDecoding RAW_DECODING =
      new SignatureDecoding(
          new EcdsaP384(null, null),
          new EcdsaP384(new AwsLc(), null),
          new EcdsaP384(null, new BoringSsl()));

  private static final SignatureDecoding DER_DECODING =
      new SignatureDecoding(
          new EcdsaP384Der(null, null),
          new EcdsaP384Der(new AwsLc(), null),
          new EcdsaP384Der(null, new BoringSsl()));

  static Stream<byte[]> rawSeeds() {
    return RAW_DECODING.seeds(150);
  }

  @FuzzTest
  @MethodSource("rawSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlike(byte[] data) {
    RAW_DECODING.check(data);
  }

  static Stream<byte[]> derSeeds() {
    return DER_DECODING.seeds(150);
  }

  @FuzzTest
  @MethodSource("derSeeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlikeInDer(byte[] data) {
    DER_DECODING.check(data);
  }
}
