package io.ghostbridge.dnssec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

class KeyFilesFuzzTest {
  @FuzzTest
  void anyBytesAreAListThatSurvivesARoundTripOrRefused(byte[] file) throws KeyFormatException {
    List<KeyEntry> keys;
    try {
      keys = KeyList.parse(file);
    } catch (KeyFormatException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    assertThat(KeyList.parse(KeyList.format("zone", keys))).isEqualTo(keys);
  }

  @FuzzTest
  void anyBytesAreAKeyThatSurvivesARoundTripOrRefused(byte[] file) throws KeyFormatException {
    for (Algorithm algorithm : Algorithm.values()) {
      byte[] key;
      try {
        key = KeyPem.decode(file, algorithm);
      } catch (KeyFormatException e) {
        assertThat(e.getMessage()).isNotBlank();
        continue;
      }
      assertThat(KeyPem.decode(KeyPem.encode(key, algorithm), algorithm)).isEqualTo(key);
    }
  }
}
