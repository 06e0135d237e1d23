package io.ghostbridge.crypto.ripemd160.internal;

import io.ghostbridge.it.vectors.DigestContract;
import org.junit.jupiter.api.Test;

class Ripemd160Test {
  @Test
  void theExamplesOfItsAuthorsAreReproduced() {
    DigestContract.examples(
        new Ripemd160(),
        new String[] {"", "9c1185a5c5e9fc54612808977ee8f548b2258d31"},
        new String[] {"abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"},
        new String[] {
          "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "12a053384a9c0c88e405a06c27dcf49ada62eb2b"
        },
        new String[] {"1000000*a", "52783243c1697bdbe16d37f97f68f08325dc1528"});
  }
}
