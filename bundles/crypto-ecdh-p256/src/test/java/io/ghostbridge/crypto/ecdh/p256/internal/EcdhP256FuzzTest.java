package io.ghostbridge.crypto.ecdh.p256.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AgreementDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys from outside, on every implementation. */
class EcdhP256FuzzTest {
  private static final AgreementDecoding DECODING =
      new AgreementDecoding(new EcdhP256(null), new EcdhP256(new BoringSsl()));

  static Stream<byte[]> seeds() {
    return DECODING.seeds(150);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesGiveTheSameSecretEverywhereOrAreRefusedByAllAlike(byte[] data) {
    DECODING.check(data);
  }
}
