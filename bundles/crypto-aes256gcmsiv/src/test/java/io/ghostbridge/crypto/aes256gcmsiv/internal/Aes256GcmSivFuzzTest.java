package io.ghostbridge.crypto.aes256gcmsiv.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.crypto.boringssl.internal.BoringSsl;
import io.ghostbridge.it.vectors.AeadDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Ciphertexts from outside, on every implementation. */
class Aes256GcmSivFuzzTest {
  private static final AeadDecoding DECODING =
      new AeadDecoding(new Aes256GcmSiv(null), new Aes256GcmSiv(new BoringSsl()));

  static Stream<byte[]> seeds() {
    return DECODING.seeds(300);
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesAreTheCiphertextThatWasMadeOrRefusedByAllAlike(byte[] data) {
    DECODING.check(data);
  }
}
