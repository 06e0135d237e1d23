package io.ghostbridge.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class H2loadLogTest {
  @Test
  void percentilesAreOfTheLatenciesInARecordedLog() throws IOException {
    H2loadLog log = H2loadLog.parse(recorded(), 0, Long.MAX_VALUE);

    assertThat(log.percentile(50)).isEqualTo(609);
    assertThat(log.percentile(99)).isEqualTo(1300);
    assertThat(log.percentile(100)).isEqualTo(1300);
  }

  @Test
  void callsOutsideTheGivenTimesDoNotCount() throws IOException {
    H2loadLog log = H2loadLog.parse(recorded(), 11_346, 11_346);

    assertThat(log.percentile(50)).isEqualTo(556);
    assertThat(log.percentile(99)).isEqualTo(556);
  }

  @Test
  void aLogWithoutCallsInTheGivenTimesIsRefused() {
    assertThatThrownBy(() -> H2loadLog.parse(recorded(), 1_000_000, 2_000_000))
        .isInstanceOf(IOException.class);
  }

  private static List<String> recorded() throws IOException {
    return Recorded.output("h2load-log.txt").lines().toList();
  }
}
