package io.ghostbridge.crypto.chacha20poly1305.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AeadDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Ciphertexts from outside, on every implementation. */
class ChaCha20Poly1305FuzzTest {
  private static final AeadDecoding DECODING =
      new AeadDecoding(
          new ChaCha20Poly1305(null),
          new ChaCha20Poly1305(new BoringSsl(), false),
          new ChaCha20Poly1305(new BoringSsl(), true));

  static Stream<byte[]> seeds() {
    return DECODING.seeds(300);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesAreTheCiphertextThatWasMadeOrRefusedByAllAlike(byte[] data) {
    DECODING.check(data);
  }
}
