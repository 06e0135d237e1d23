package io.ghostbridge.wasm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.InvalidCodeException;

/** The reader, the validator and the meter on anything, and both tiers on what they let pass. */
class ModuleFuzzTest {
  @FuzzTest
  void whatIsNotRefusedRunsAlikeOnBothTiers(byte[] module) {
    try {
      BothTiers.compare(Bytes.copyOf(module));
    } catch (InvalidCodeException refused) {
      assertThat(refused.offset()).isBetween(0L, (long) module.length);
      assertThat(refused).hasMessageNotContaining("refused by Endive");
    }
  }
}
