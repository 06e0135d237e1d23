package io.ghostbridge.dnssec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.platform.KeyFormatException;
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
}
