package io.ghostbridge.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  @Test
  void userAndSystemTimeAreAddedEvenIfTheCommandHoldsParentheses() {
    String stat =
        "32037 (a) (b c) S 32008 32008 11182 0 -1 4194304 102 0 0 0 41 7 0 0 20 0 1 0 303602 1 3";

    assertThat(ProcessUsage.cpuMicros(stat)).isEqualTo(480_000);
  }

  @Test
  void thePeakOfResidentMemoryIsRead() {
    assertThat(
            ProcessUsage.peakResidentKilobytes(
                "VmPeak:\t 9 kB\nVmHWM:\t    2192 kB\nVmRSS:\t 1 kB\n"))
        .isEqualTo(2192);
  }

  @Test
  void aProcessWithoutMemoryOfItsOwnIsRefused() {
    assertThatThrownBy(() -> ProcessUsage.peakResidentKilobytes("Name:\tkthreadd\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thisProcessCanBeRead() throws IOException {
    long pid = ProcessHandle.current().pid();

    assertThat(ProcessUsage.cpuMicros(pid)).isPositive();
    assertThat(ProcessUsage.peakResidentKilobytes(pid)).isGreaterThan(10_000);
  }
}
