package io.ghostbridge.word.machine.internal.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.internal.machine.Tiers;
import java.util.Arrays;
import java.util.List;

class CompilerFuzzTest {
  @FuzzTest
  void anyCodeEndsTheSameInBothTiers(byte[] data) {
    if (data.length < 3) {
      return;
    }
    List<Fork> forks = List.of(Fork.values());
    Fork fork = forks.get((data[0] & 0xff) % forks.size());
    long gas = 100L * (data[1] & 0xff) + 50L * (data[2] & 0xff);
    Bytes code = Bytes.copyOf(Arrays.copyOfRange(data, 3, data.length));
    try (CompilerTier compiler = CompilerTier.atOnce()) {
      assertThat(new Differential(compiler).run(List.of(code), fork, code, gas))
          .isEqualTo(new Differential(Tiers.INTERPRETER).run(List.of(code), fork, code, gas));
    }
  }
}
