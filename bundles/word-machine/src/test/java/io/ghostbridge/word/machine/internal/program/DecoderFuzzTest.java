package io.ghostbridge.word.machine.internal.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import java.util.Arrays;

class DecoderFuzzTest {
  private static final Fork[] FORKS = Fork.values();

  @FuzzTest(maxDuration = "30s")
  void anyBytesAreAProgramWhoseInstructionsCoverTheCode(byte[] data) {
    if (data.length < 2) {
      return;
    }
    Fork fork = FORKS[(data[0] & 0xff) % FORKS.length];
    InstructionSet set = data[1] < 0 ? ZvmNumbering.of(fork) : EvmNumbering.of(fork);
    Bytes code = Bytes.wrap(Arrays.copyOfRange(data, 2, data.length));
    Program program = Decoder.decode(code, set);
    int next = 0;
    for (int i = 0; i < program.length() - 1; i++) {
      assertThat(program.offset(i)).isEqualTo(next);
      next += 1 + set.immediate(program.number(i));
    }
    assertThat(program.offset(program.length() - 1)).isEqualTo(code.size());
    Blocks blocks = program.blocks();
    assertThat(blocks.first(blocks.count())).isEqualTo(program.length());
    for (int offset = 0; offset < code.size(); offset++) {
      int block = program.blockAt(offset);
      if (block >= 0) {
        assertThat(program.offset(blocks.first(block))).isEqualTo(offset);
        assertThat(program.op(blocks.first(block))).isEqualTo(Op.JUMPDEST);
      }
    }
    assertThat(program.fast().ops()).isNotEmpty();
    assertThat(program.careful().ops()).hasSize(2 * program.length());
  }
}
