package io.ghostbridge.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CoreTimeTest {
  private static final String STAT =
      """
      cpu  217873 0 35500 503837 864 0 4909 159 0 0
      cpu0 111994 1 15139 251593 130 0 2579 81 0 0
      cpu1 105879 0 20360 252244 734 0 2330 78 0 0
      intr 1
      """;

  @Test
  void userNiceSystemAndStolenTimeOfOneCoreAreAdded() throws IOException {
    assertThat(CoreTime.takenMicros(STAT, 0)).isEqualTo((111994L + 1 + 15139 + 81) * 10_000);
  }

  @Test
  void aCoreThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> CoreTime.takenMicros(STAT, 2)).isInstanceOf(IOException.class);
  }
}
