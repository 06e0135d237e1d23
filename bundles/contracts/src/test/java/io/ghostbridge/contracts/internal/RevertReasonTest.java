package io.ghostbridge.contracts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.data.Bytes;
import org.junit.jupiter.api.Test;

class RevertReasonTest {
  private static final String OFFSET =
      "0000000000000000000000000000000000000000000000000000000000000020";

  private static String sentence(String hex) {
    return RevertReason.sentence(Bytes.fromHex(hex));
  }

  @Test
  void theTextOfErrorIsShown() {
    assertThat(
            sentence(
                "08c379a0"
                    + OFFSET
                    + "0000000000000000000000000000000000000000000000000000000000000003"
                    + "6e6f210000000000000000000000000000000000000000000000000000000000"))
        .isEqualTo("the contract reverted: no!");
  }

  @Test
  void theCodeOfPanicIsShown() {
    assertThat(sentence("4e487b710000000000000000000000000000000000000000000000000000000000000011"))
        .isEqualTo("the contract reverted: panic 0x11");
  }

  @Test
  void controlCharactersAreNotPassedOn() {
    assertThat(
            sentence(
                "08c379a0"
                    + OFFSET
                    + "0000000000000000000000000000000000000000000000000000000000000002"
                    + "1b41000000000000000000000000000000000000000000000000000000000000"))
        .isEqualTo("the contract reverted: ?A");
  }

  @Test
  void whatIsNeitherHasNoText() {
    assertThat(sentence("")).isEqualTo("the contract reverted");
    assertThat(sentence("08c379a0")).isEqualTo("the contract reverted");
    assertThat(sentence("08c379a0" + "ff".repeat(32))).isEqualTo("the contract reverted");
    assertThat(sentence("08c379a0" + OFFSET + "ff".repeat(32))).isEqualTo("the contract reverted");
  }

  @FuzzTest
  void aStrangersBytesNeverThrow(byte[] bytes) {
    assertThat(RevertReason.sentence(Bytes.wrap(bytes)))
        .startsWith("the contract reverted")
        .hasSizeLessThan(1100)
        .doesNotContainPattern("\\p{Cntrl}");
  }
}
