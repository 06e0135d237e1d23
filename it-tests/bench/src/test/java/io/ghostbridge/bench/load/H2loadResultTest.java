package io.ghostbridge.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.bench.BenchmarkException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class H2loadResultTest {
  @Test
  void figuresOfARunAreRead() throws IOException, BenchmarkException {
    H2loadResult result = H2loadResult.parse(Recorded.output("h2load.txt"));

    assertThat(result)
        .isEqualTo(new H2loadResult(489596.08, 300_000, 300_000, 300_000, 75_000_000));
    assertThat(result.errors()).isZero();
  }

  @Test
  void everyCallOfARefusedConnectionIsAnError() throws IOException, BenchmarkException {
    H2loadResult result = H2loadResult.parse(Recorded.output("h2load-refused.txt"));

    assertThat(result.errors()).isEqualTo(20);
  }

  @Test
  void anAnswerWithAnotherStatusThan2xxIsAnError() throws IOException, BenchmarkException {
    String output =
        Recorded.output("h2load.txt")
            .replace("status codes: 300000 2xx, 0 3xx", "status codes: 299993 2xx, 7 3xx");

    assertThat(H2loadResult.parse(output).errors()).isEqualTo(7);
  }

  @Test
  void outputWithoutAResultIsRefusedAndShown() {
    assertThatThrownBy(() -> H2loadResult.parse("could not read the data file"))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("could not read the data file");
  }
}
