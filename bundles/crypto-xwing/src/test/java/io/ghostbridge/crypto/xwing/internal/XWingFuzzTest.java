package io.ghostbridge.crypto.xwing.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.mlkem.internal.MlKem768;
import io.ghostbridge.crypto.sha3.internal.Sha3With256Bits;
import io.ghostbridge.crypto.sha3.internal.Shake256;
import io.ghostbridge.crypto.x25519.internal.X25519Agreement;
import io.ghostbridge.it.vectors.KemDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Public keys and ciphertexts from outside. */
class XWingFuzzTest {
  private static XWing xWing() {
    return new XWing(
        new MlKem768(), new X25519Agreement(null), new Sha3With256Bits(), new Shake256());
  }

  static Stream<byte[]> seeds() throws Exception {
    return new KemDecoding(xWing()).seeds(100);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesAreAKeyOrACiphertextOrRefused(byte[] data) throws Exception {
    new KemDecoding(xWing()).check(data);
  }
}
