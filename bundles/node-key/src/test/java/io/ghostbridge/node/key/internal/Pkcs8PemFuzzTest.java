package io.ghostbridge.node.key.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class Pkcs8PemFuzzTest {
  @FuzzTest
  void anyBytesAreAKeyThatSurvivesARoundTripOrRefused(byte[] file) throws KeyFormatException {
    byte[] seed;
    try {
      seed = Pkcs8Pem.decode(file);
    } catch (KeyFormatException e) {
      assertThat(e.getMessage()).matches("its? .+");
      return;
    }
    assertThat(Pkcs8Pem.decode(Pkcs8Pem.encode(seed))).isEqualTo(seed);
  }
}
