package io.ghostbridge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PrivateKeyPemFuzzTest {
  @FuzzTest
  void anyBytesAreAKeyThatSurvivesARoundTripOrRefused(byte[] file) throws KeyFormatException {
    for (PrivateKeyPem form : PrivateKeyPem.values()) {
      byte[] key;
      try {
        key = form.decode(file);
      } catch (KeyFormatException e) {
        assertThat(e.getMessage()).matches("its? .+");
        continue;
      }
      assertThat(form.decode(form.encode(key))).isEqualTo(key);
    }
  }
}
