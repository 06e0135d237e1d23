package io.ghostbridge.crypto.ecdh.secp256k1.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.libsecp256k1.internal.Library;
import io.ghostbridge.it.vectors.AgreementDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys from outside, on every implementation. */
class EcdhSecp256k1FuzzTest {
  private static final AgreementDecoding DECODING =
      new AgreementDecoding(new EcdhSecp256k1(null), new EcdhSecp256k1(new Library()));

  static Stream<byte[]> seeds() {
    return DECODING.seeds(150);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesGiveTheSameSecretEverywhereOrAreRefusedByAllAlike(byte[] data) {
    DECODING.check(data);
  }
}
