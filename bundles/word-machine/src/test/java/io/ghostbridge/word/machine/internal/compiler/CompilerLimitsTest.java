package io.ghostbridge.word.machine.internal.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionInterruptedException;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.internal.machine.Tiers;
import io.ghostbridge.word.machine.internal.program.Decoder;
import io.ghostbridge.word.machine.internal.program.EvmNumbering;
import io.ghostbridge.word.machine.internal.program.Program;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerLimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long GAS = 3_000_000;

  private static void endsTheSameInTime(byte[] code) {
    List<Bytes> contracts = List.of(Bytes.copyOf(code));
    Differential.Outcome expected =
        new Differential(Tiers.INTERPRETER).run(contracts, Fork.OSAKA, Bytes.EMPTY, GAS);
    long began = System.nanoTime();
    try (CompilerTier compiler = CompilerTier.atOnce()) {
      assertThat(new Differential(compiler).run(contracts, Fork.OSAKA, Bytes.EMPTY, GAS))
          .isEqualTo(expected);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
  }

  private static Bytes bytes(String digits) {
    return Bytes.wrap(HexFormat.of().parseHex(digits));
  }

  private static byte[] repeated(int size, String pattern, String end) {
    byte[] one = HexFormat.of().parseHex(pattern);
    byte[] last = HexFormat.of().parseHex(end);
    byte[] code = new byte[size];
    for (int i = 0; i < size; i++) {
      code[i] = one[i % one.length];
    }
    System.arraycopy(last, 0, code, size - last.length, last.length);
    return code;
  }

  private static byte[] made(int size, IntFunction<String> part) {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    while (code.size() < size) {
      code.writeBytes(HexFormat.of().parseHex(part.apply(code.size())));
    }
    return Arrays.copyOf(code.toByteArray(), size);
  }

  @ParameterizedTest
  @ValueSource(ints = {24_576, 49_152})
  void codeOfJumpDestinationsOnlyIsCompiledInTime(int size) {
    endsTheSameInTime(repeated(size, "5b", "00"));
  }

  @ParameterizedTest
  @ValueSource(ints = {24_576, 49_152})
  void oneHugeBlockIsCompiledInPieces(int size) {
    endsTheSameInTime(repeated(size, "6007600302600101900350", "6001600255"));
    endsTheSameInTime(repeated(size, "343418303402900116503401", "00"));
  }

  @ParameterizedTest
  @ValueSource(ints = {24_576, 49_152})
  void aTableOfJumpsIsCompiledInTime(int size) {
    // Each place jumps to the next, by a constant or by what is on the stack.
    endsTheSameInTime(made(size, at -> String.format("61%04x565b", at + 4)));
    endsTheSameInTime(made(size, at -> String.format("5b61%04x345b57", (at * 7 + 5) % size)));
    endsTheSameInTime(made(size, at -> "5b58600601565b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {24_576, 49_152})
  void manyConstantsOnTheStackDoNotMultiplyTheNodes(int size) {
    endsTheSameInTime(
        made(
            size,
            at -> String.format("5b61%04x61%04x3457805036", Math.max(0, at - 12), at / 12 * 12)));
    endsTheSameInTime(made(size, at -> at == 0 ? "60005b" : "6002600290345780505b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {24_576, 49_152})
  void deepStacksAreCompiledInTime(int size) {
    endsTheSameInTime(repeated(size, "5a", "00"));
    endsTheSameInTime(made(size, at -> at < 1000 ? "34" : at % 2 == 0 ? "9f" : "8e01"));
  }

  @Test
  void aLoopInCompiledCodeEndsWhenItsThreadIsInterrupted() throws InterruptedException {
    // JUMPDEST, PUSH 0, JUMP: with this gas it would run for days.
    List<Bytes> contracts = List.of(bytes("5b600056"));
    Throwable[] thrown = new Throwable[1];
    try (CompilerTier compiler = CompilerTier.atOnce()) {
      Thread running =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      new Differential(compiler)
                          .run(contracts, Fork.OSAKA, Bytes.EMPTY, Long.MAX_VALUE / 4);
                    } catch (RuntimeException e) {
                      thrown[0] = e;
                    }
                  });
      eventually(() -> compiler.regions() > 0);
      running.interrupt();
      running.join(PATIENCE);
      assertThat(running.isAlive()).isFalse();
    }
    assertThat(thrown[0]).isInstanceOf(ExecutionInterruptedException.class);
  }

  @Test
  void whatIsHotIsCompiledByAThreadThatEndsWithTheTier() {
    List<Bytes> contracts = List.of(bytes("6103e85b600190038060035700"));
    CompilerTier compiler = CompilerTier.standard();
    Differential differential = new Differential(compiler);
    for (int i = 0; i < Settings.DEFAULT.threshold(); i++) {
      differential.run(contracts, Fork.OSAKA, Bytes.EMPTY, GAS);
    }
    eventually(() -> compiler.regions() > 0);
    assertThat(compilerThreads()).isPositive();
    compiler.close();
    assertThat(compilerThreads()).isZero();
    assertThat(compiler.regions()).isZero();
    assertThat(differential.run(contracts, Fork.OSAKA, Bytes.EMPTY, GAS).result().succeeded())
        .isTrue();
  }

  @Test
  void gasThatACallIsHandedIsNotWhatItsCallerUsed() {
    // PUSH0 five times, the callee's address, GAS, CALL, STOP.
    List<Bytes> contracts = List.of(bytes("5f5f5f5f5f6110015af100"), bytes("00"));
    Settings settings = new Settings(true, Settings.DEFAULT.threshold(), 256, 8192, 1 << 20, 400);
    try (CompilerTier compiler = CompilerTier.with(settings)) {
      var outcome =
          new Differential(compiler).run(contracts, Fork.OSAKA, Bytes.EMPTY, 2_000_000_000L);
      assertThat(outcome.result().succeeded()).isTrue();
      assertThat(compiler.regions()).isZero();
    }
  }

  private static long compilerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("word-machine-compiler") && thread.isAlive())
        .count();
  }

  @Test
  void aRegionsClassIsCollectedOnceNobodyHasIt() {
    Program program = Decoder.decode(bytes("6001600201"), EvmNumbering.of(Fork.OSAKA));
    WeakReference<Class<?>> type = compiled(program);
    eventually(
        () -> {
          System.gc();
          return type.get() == null;
        });
  }

  private static WeakReference<Class<?>> compiled(Program program) {
    RegionCompiler.Region region = RegionCompiler.compile(program, new Units(program), 0, 400);
    if (region == null) {
      throw new AssertionError("a small program is compiled");
    }
    return new WeakReference<>(region.code().getClass());
  }

  @Test
  void classesOfContractsThatComeAndGoStayWithinTheBounds() {
    churn(3000);
  }

  @Test
  @Tag("full")
  void classesOfAHundredThousandContractsStayWithinTheBounds() {
    churn(100_000);
  }

  private static void churn(int contracts) {
    Settings settings = new Settings(true, 1, 16, 200, 1 << 20, 400);
    try (CompilerTier compiler = CompilerTier.with(settings)) {
      Differential differential = new Differential(compiler);
      long before = 0;
      for (int i = 0; i < contracts; i++) {
        Bytes code = bytes(String.format("63%08x60005260206000f3", i));
        assertThat(
                differential
                    .run(List.of(code), Fork.OSAKA, Bytes.EMPTY, GAS)
                    .result()
                    .output()
                    .get(31))
            .isEqualTo((byte) i);
        assertThat(compiler.regions()).isLessThanOrEqualTo(settings.mostRegions());
        if (i == 1000) {
          before = metaspace();
        }
      }
      long after = metaspace();
      System.out.printf(
          "metaspace after 1,000 contracts: %,d bytes, after %,d: %,d%n", before, contracts, after);
      assertThat(after).isLessThan(before + (8 << 20));
    }
  }

  private static long metaspace() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void settingsBelowOneAreRefused() {
    assertThatThrownBy(() -> new Settings(true, 0, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
