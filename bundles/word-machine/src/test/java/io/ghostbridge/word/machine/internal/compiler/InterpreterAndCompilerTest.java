package io.ghostbridge.word.machine.internal.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.internal.machine.Tiers;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InterpreterAndCompilerTest {
  private static final int SOME = 4000;
  private static final int MANY = 10_000_000;
  private static final int AT_A_TIME = 1000;
  private static final int CALLEES_CHANGE = 20;
  private static final int[] NODES = {400, 400, 24, 6};

  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();

  @Test
  void randomAndMutatedProgramsEndTheSameInBothTiers() {
    compare(Integer.getInteger("word.machine.programs", SOME), 1);
    assertThat(succeeded.sum()).isGreaterThan(SOME / 10);
    assertThat(failed.sum()).isGreaterThan(SOME / 10);
  }

  @Test
  @Tag("full")
  void tenMillionRandomAndMutatedProgramsEndTheSameInBothTiers() {
    compare(MANY, Runtime.getRuntime().availableProcessors());
  }

  private void compare(int programs, int threads) {
    long began = System.nanoTime();
    long seed = Long.getLong("word.machine.seed", began);
    Thread[] workers = new Thread[threads];
    Throwable[] thrown = new Throwable[threads];
    for (int t = 0; t < threads; t++) {
      int worker = t;
      workers[t] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = worker * AT_A_TIME; i < programs; i += threads * AT_A_TIME) {
                        batch(seed + i, Math.min(AT_A_TIME, programs - i));
                      }
                    } catch (Throwable e) {
                      thrown[worker] = e;
                    }
                  });
    }
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    for (Throwable e : thrown) {
      assertThat(e).isNull();
    }
    System.out.printf(
        "%,d programs from seed %d, %,d a second: %,d succeeded, %,d reverted or failed%n",
        programs,
        seed,
        programs * 1_000_000_000L / (System.nanoTime() - began),
        succeeded.sum(),
        failed.sum());
  }

  private void batch(long seed, int programs) {
    // Regions of few nodes are left, and words put on the frame's stack, at almost any place.
    int nodes = NODES[Math.floorMod(seed / AT_A_TIME, NODES.length)];
    try (CompilerTier compiler = CompilerTier.with(Settings.AT_ONCE.withNodes(nodes))) {
      Differential interpreted = new Differential(Tiers.INTERPRETER);
      Differential compiled = new Differential(compiler);
      byte[] last = {};
      Bytes second = Bytes.EMPTY;
      Bytes third = Bytes.EMPTY;
      for (int i = 0; i < programs; i++) {
        SplittableRandom random = new SplittableRandom(seed * AT_A_TIME + i);
        byte[] code =
            i % 3 == 2
                ? RandomProgram.mutate(random, last)
                : RandomProgram.make(random, random.nextInt(1, random.nextInt(4) == 0 ? 40 : 12));
        last = code;
        if (i % CALLEES_CHANGE == 0) {
          second = Bytes.copyOf(RandomProgram.make(random, random.nextInt(1, 6)));
          third = Bytes.copyOf(RandomProgram.make(random, random.nextInt(1, 6)));
        }
        List<Bytes> contracts = List.of(Bytes.copyOf(code), second, third);
        compare(interpreted, compiled, contracts, random, "seed " + seed + ", program " + i);
      }
      assertThat(compiler.failures()).isZero();
    }
  }

  private void compare(
      Differential interpreted,
      Differential compiled,
      List<Bytes> contracts,
      SplittableRandom random,
      String which) {
    Fork[] forks = Fork.values();
    Fork fork = random.nextBoolean() ? Fork.OSAKA : forks[random.nextInt(forks.length)];
    byte[] input = new byte[random.nextInt(100)];
    random.nextBytes(input);
    long gas = random.nextInt(4) == 0 ? random.nextInt(2000) : random.nextInt(20_000, 120_000);
    Differential.Outcome expected = interpreted.run(contracts, fork, Bytes.copyOf(input), gas);
    Differential.Outcome actual = compiled.run(contracts, fork, Bytes.copyOf(input), gas);
    if (!actual.equals(expected)) {
      throw new AssertionError(
          which
              + ", "
              + fork
              + ", gas "
              + gas
              + ", input "
              + Bytes.copyOf(input)
              + "\n"
              + contracts
              + "\ninterpreter "
              + expected
              + "\ncompiler    "
              + actual);
    }
    (expected.result().succeeded() ? succeeded : failed).increment();
  }
}
