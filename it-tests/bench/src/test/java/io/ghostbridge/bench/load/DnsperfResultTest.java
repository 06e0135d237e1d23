package io.ghostbridge.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.bench.BenchmarkException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DnsperfResultTest {
  @Test
  void figuresOfARunAreRead() throws IOException, BenchmarkException {
    assertThat(DnsperfResult.parse(Recorded.output("dnsperf.txt")))
        .isEqualTo(new DnsperfResult(98727.353916, 1344, 395_845, 395_539, 395_539));
  }

  @Test
  void aServerThatDoesNotAnswerHasNoGoodAnswer() throws IOException, BenchmarkException {
    assertThat(DnsperfResult.parse(Recorded.output("dnsperf-unanswered.txt")))
        .isEqualTo(new DnsperfResult(0, 0, 301, 0, 0));
  }

  @Test
  void outputWithoutAResultIsRefusedAndShown() {
    assertThatThrownBy(() -> DnsperfResult.parse("Error: unable to open file"))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("unable to open file");
  }
}
