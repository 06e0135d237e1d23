package io.ghostbridge.api.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPathTest {
  @Test
  void hardenedStepsHaveTheHighestBitSet() {
    KeyPath path = KeyPath.parse("m/44'/60h/0H/0/2147483647");
    assertThat(path.indices())
        .containsExactly(
            44 | KeyPath.HARDENED, 60 | KeyPath.HARDENED, KeyPath.HARDENED, 0, Integer.MAX_VALUE);
    assertThat(path).hasToString("m/44'/60'/0'/0/2147483647");
    assertThat(KeyPath.parse(path.toString())).isEqualTo(path);
    assertThat(KeyPath.parse("m").indices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n/0",
        "0",
        "m/",
        "m//1",
        "m/-1",
        "m/1''",
        "m/2147483648",
        "m/99999999999",
        "m/x"
      })
  void whatIsNoPathIsRefused(String path) {
    assertThatThrownBy(() -> KeyPath.parse(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPathOfMoreStepsThanAnExtendedKeyCanTellIsRefused() {
    assertThat(KeyPath.parse("m" + "/0".repeat(255)).indices()).hasSize(255);
    assertThatThrownBy(() -> KeyPath.parse("m" + "/0".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
