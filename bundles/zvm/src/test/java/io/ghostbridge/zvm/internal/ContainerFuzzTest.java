package io.ghostbridge.zvm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.InvalidCodeException;

class ContainerFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void whatIsReadIsWhatWasWrittenAndAllElseIsRefused(byte[] data) {
    Bytes stored = Bytes.copyOf(data);
    try {
      assertThat(Container.parse(stored).encode()).isEqualTo(stored);
    } catch (InvalidCodeException e) {
      assertThat(e.offset()).isBetween(0L, (long) data.length);
    }
  }
}
