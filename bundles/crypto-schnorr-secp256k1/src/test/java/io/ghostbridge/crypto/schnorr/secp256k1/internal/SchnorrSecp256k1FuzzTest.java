package io.ghostbridge.crypto.schnorr.secp256k1.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.PureSecp256k1;
import io.ghostbridge.crypto.libsecp256k1.internal.Library;
import io.ghostbridge.it.vectors.SignatureDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Public keys and signatures from outside, on every implementation. */
class SchnorrSecp256k1FuzzTest {
  private static final SignatureDecoding DECODING =
      new SignatureDecoding(
          new SchnorrSecp256k1(new PureSecp256k1()), new SchnorrSecp256k1(new Library()));

  static Stream<byte[]> seeds() {
    return DECODING.seeds(200);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesAreTheSignatureThatWasMadeOrRefusedByAllAlike(byte[] data) {
    DECODING.check(data);
  }
}
