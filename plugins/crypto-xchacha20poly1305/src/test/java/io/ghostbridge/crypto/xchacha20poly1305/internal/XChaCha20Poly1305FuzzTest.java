package io.ghostbridge.crypto.xchacha20poly1305.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.crypto.chacha20poly1305.internal.ChaCha20Poly1305;
import io.ghostbridge.it.vectors.AeadDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Ciphertexts from outside. */
class XChaCha20Poly1305FuzzTest {
  private static final AeadDecoding DECODING =
      new AeadDecoding(
          new XChaCha20Poly1305(new ChaCha20Poly1305(null)),
          new XChaCha20Poly1305(new ChaCha20Poly1305(new BoringSsl())));

  static Stream<byte[]> seeds() {
    return DECODING.seeds(300);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesAreTheCiphertextThatWasMadeOrRefused(byte[] data) {
    DECODING.check(data);
  }
}
