package io.ghostbridge.crypto.x25519.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AgreementDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys from outside, on every implementation. */
class X25519FuzzTest {
  private static final AgreementDecoding DECODING =
      new AgreementDecoding(
          new X25519Agreement(new BouncyCastleLadder()), new X25519Agreement(new BoringSsl()));

  static Stream<byte[]> seeds() {
    return DECODING.seeds(200);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesGiveTheSameSecretEverywhereOrAreRefusedByAllAlike(byte[] data) {
    DECODING.check(data);
  }
}
