package io.ghostbridge.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.it.vectors.Mutations;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures in DER from outside: one encoding each. */
class EcdsaDerFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(32, 48)
        .flatMap(
            length -> {
              byte[] signature = new byte[2 * length];
              new Random(length).nextBytes(signature);
              byte[] high = signature.clone();
              high[0] = (byte) 0x80;
              byte[] small = signature.clone();
              small[0] = 0;
              small[1] = 0;
              return Mutations.of(
                  300, EcdsaDer.encode(signature), EcdsaDer.encode(high), EcdsaDer.encode(small));
            });
  }

  @FuzzTest
  @MethodSource("seeds")
  void anyBytesAreOneSignatureOrNone(byte[] der) {
    for (int length : new int[] {32, 48}) {
      EcdsaDer.decode(der, length)
          .ifPresent(signature -> assertThat(EcdsaDer.encode(signature)).isEqualTo(der));
    }
  }
}
