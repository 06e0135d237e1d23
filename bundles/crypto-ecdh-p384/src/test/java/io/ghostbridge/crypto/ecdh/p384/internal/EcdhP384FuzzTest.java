package io.ghostbridge.crypto.ecdh.p384.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.awslc.internal.AwsLc;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AgreementDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys from outside, on every implementation. */
class EcdhP384FuzzTest {
  private static final AgreementDecoding DECODING =
      new AgreementDecoding(
          new EcdhP384(null, null),
          new EcdhP384(new AwsLc(), null),
          new EcdhP384(null, new BoringSsl()));

  static Stream<byte[]> seeds() {
    return DECODING.seeds(100);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesGiveTheSameSecretEverywhereOrAreRefusedByAllAlike(byte[] data) {
    DECODING.check(data);
  }
}
