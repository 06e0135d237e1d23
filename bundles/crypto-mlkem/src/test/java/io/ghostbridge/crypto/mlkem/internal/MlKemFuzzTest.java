package io.ghostbridge.crypto.mlkem.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.it.vectors.KemDecoding;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Public keys and ciphertexts from outside. */
class MlKemFuzzTest {
  static Stream<byte[]> leastSeeds() throws Exception {
    return new KemDecoding(new MlKem512()).seeds(100);
  }

  @FuzzTest
  @MethodSource("leastSeeds")
  void anyBytesAreAKeyOrACiphertextOrRefusedFor512(byte[] data) throws Exception {
    new KemDecoding(new MlKem512()).check(data);
  }

  static Stream<byte[]> middleSeeds() throws Exception {
    return new KemDecoding(new MlKem768()).seeds(100);
  }

  @FuzzTest
  @MethodSource("middleSeeds")
  void anyBytesAreAKeyOrACiphertextOrRefusedFor768(byte[] data) throws Exception {
    new KemDecoding(new MlKem768()).check(data);
  }

  static Stream<byte[]> mostSeeds() throws Exception {
    return new KemDecoding(new MlKem1024()).seeds(100);
  }

  @FuzzTest
  @MethodSource("mostSeeds")
  void anyBytesAreAKeyOrACiphertextOrRefusedFor1024(byte[] data) throws Exception {
    new KemDecoding(new MlKem1024()).check(data);
  }
}
