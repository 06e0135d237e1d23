package io.ghostbridge.wasm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.InvalidCodeException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Interpreter and compiler on random programs, and on mutations of the examples. */
class TiersTest {
  private static final long SEED = 20_261_127;

  @Test
  void randomProgramsRunAlike() throws InvalidCodeException {
    compareRandomPrograms(60);
  }

  @Test
  @Tag("full")
  void manyRandomProgramsRunAlike() throws InvalidCodeException {
    compareRandomPrograms(1_500);
  }

  private static void compareRandomPrograms(int count) throws InvalidCodeException {
    int succeeded = 0;
    for (int i = 0; i < count; i++) {
      Bytes code = new RandomProgram(new Random(SEED + i)).build();
      try {
        succeeded += BothTiers.compare(code).succeeded() ? 1 : 0;
      } catch (AssertionError e) {
        throw new AssertionError("program " + (SEED + i) + ": " + code, e);
      }
    }
    assertThat(succeeded).as("programs that ended well").isGreaterThan(count / 20);
  }

  @Test
  void mutatedContractsAreRefusedOrRunAlike() {
    int ran = mutate(300);
    assertThat(ran).as("mutations that are valid").isPositive();
  }

  @Test
  @Tag("full")
  void manyMutatedContractsAreRefusedOrRunAlike() {
    assertThat(mutate(5_000)).isPositive();
  }

  private static int mutate(int count) {
    byte[][] originals = {
      TokenTest.example("token").toByteArray(), TokenTest.example("relay").toByteArray()
    };
    int ran = 0;
    for (int i = 0; i < count; i++) {
      Random random = new Random(SEED + i);
      byte[] code = originals[i % 2].clone();
      for (int j = 0; j <= random.nextInt(3); j++) {
        code[8 + random.nextInt(code.length - 8)] = (byte) random.nextInt();
      }
      try {
        BothTiers.compare(Bytes.wrap(code));
        ran++;
      } catch (InvalidCodeException e) {
        assertThat(e).hasMessageNotContaining("refused by Endive");
      } catch (AssertionError e) {
        throw new AssertionError("mutation " + (SEED + i), e);
      }
    }
    return ran;
  }
}
