package io.ghostbridge.wasm.internal;

import static io.ghostbridge.wasm.internal.TestModule.bytes;
import static io.ghostbridge.wasm.internal.TestModule.i32;
import static io.ghostbridge.wasm.internal.TestModule.i64;
import static io.ghostbridge.wasm.internal.TestModule.leb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionInterruptedException;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.wasm.internal.meter.Meter;
import io.ghostbridge.wasm.internal.run.Tier;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a contract is, it ends in bounded time and memory, and in the same way on each tier. */
@Timeout(120)
class LimitsTest {
  private static final Bytes ENDLESS =
      new TestModule().define(":", "", 0x03, 0x40, 0x0c, 0, 0x0b).export("call").build();

  private static ExecutionResult run(Tier tier, Bytes code, long gas) {
    try (TestChain chain = new TestChain(tier)) {
      return chain.run(code, gas);
    }
  }

  /** Runs on each tier, and finds the same. */
  private static ExecutionResult run(Bytes code, long gas) {
    ExecutionResult interpreted = run(Tier.INTERPRETER, code, gas);
    ExecutionResult compiled = run(Tier.COMPILER, code, gas);
    assertThat(compiled.gasUsed()).isEqualTo(interpreted.gasUsed());
    assertThat(compiled.status()).as("%s", compiled).isEqualTo(interpreted.status());
    assertThat(compiled.output()).isEqualTo(interpreted.output());
    assertThat(compiled.error().map(error -> error.failure()))
        .isEqualTo(interpreted.error().map(error -> error.failure()));
    return compiled;
  }

  private static Failure failure(Bytes code, long gas) {
    ExecutionResult result = run(code, gas);
    assertThat(result.gasLeft()).isZero();
    return result.error().orElseThrow().failure();
  }

  private static InvalidCodeException refusal(Bytes code) {
    try (TestChain chain = new TestChain(Tier.COMPILER)) {
      chain.machine.validate(code);
      throw new AssertionError("the module was not refused");
    } catch (InvalidCodeException e) {
      return e;
    }
  }

  @Test
  void anEndlessLoopEndsWithItsGas() {
    assertThat(failure(ENDLESS, 10_000_000)).isEqualTo(Failure.OUT_OF_GAS);
  }

  @ParameterizedTest
  @EnumSource
  void anEndlessLoopEndsWhenItsThreadIsInterrupted(Tier tier) throws Exception {
    try (TestChain chain = new TestChain(tier)) {
      chain.install(TestChain.CONTRACT, ENDLESS);
      CountDownLatch running = new CountDownLatch(1);
      FutureTask<ExecutionResult> task =
          new FutureTask<>(
              () -> {
                running.countDown();
                return chain.host.call(
                    Message.call(
                        TestChain.ALICE,
                        TestChain.CONTRACT,
                        Word.ZERO,
                        Bytes.EMPTY,
                        Long.MAX_VALUE / 2));
              });
      Thread thread = new Thread(null, task, "execution", 16L << 20);
      thread.start();
      running.await();
      thread.interrupt();
      assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
      assertThatThrownBy(() -> task.get(1, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ExecutionInterruptedException.class);
    }
  }

  @Test
  void endlessRecursionIsATrapAtTheSameDepth() {
    Bytes code = new TestModule().define(":", "", 0x10, 0).export("call").build();
    assertThat(failure(code, 1_000_000_000)).isEqualTo(Failure.STACK_OVERFLOW);
  }

  @Test
  void recursionJustWithinTheStackEndsWell() {
    // A function of one parameter and at most two operands takes 19 slots; "call" takes 17.
    int depth = (Meter.MAX_HEIGHT - 17) / 19;
    assertThat(run(recursion(depth - 1), 100_000_000).succeeded()).isTrue();
    assertThat(failure(recursion(depth), 100_000_000)).isEqualTo(Failure.STACK_OVERFLOW);
  }

  private static Bytes recursion(int depth) {
    return new TestModule()
        .define("i:", "", 0x20, 0, 0x04, 0x40, 0x20, 0, i32(1), 0x6b, 0x10, 0, 0x0b)
        .define(":", "", i32(depth), 0x10, 0)
        .export("call")
        .build();
  }

  @Test
  void recursionThroughATableAndWithManyLocalsIsATrapToo() {
    StringBuilder locals = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      locals.append('l');
    }
    Bytes code =
        new TestModule()
            .define(":", locals.toString(), i32(0), 0x11, 0, 0)
            .export("call")
            .table(0)
            .build();
    assertThat(failure(code, 1_000_000_000)).isEqualTo(Failure.STACK_OVERFLOW);
  }

  @Test
  void aContractThatCallsItselfEndsWithinTheDepthOfCalls() {
    byte[] self = TestChain.CONTRACT.bytes().toByteArray();
    Bytes code =
        new TestModule()
            .function("ghost", "call", "liiii:i")
            .memory(1)
            .data(0, self)
            .define(":", "", i64(-1), i32(0), i32(64), i32(0), i32(0), 0x10, 0, 0x1a)
            .export("call")
            .build();
    assertThat(run(code, 2_000_000_000L).succeeded()).isTrue();
    assertThat(run(code, 1_000_000_000_000L).succeeded()).isTrue();
  }

  @Test
  void deepStacksInContractsThatCallEachOtherAreCountedTogether() {
    byte[] self = TestChain.CONTRACT.bytes().toByteArray();
    // Goes down 100 functions, then calls itself, and traps where that failed.
    Bytes code =
        new TestModule()
            .function("ghost", "call", "liiii:i")
            .memory(1)
            .data(0, self)
            .define(
                "i:",
                "",
                bytes(0x20, 0, 0x04, 0x40, 0x20, 0, i32(1), 0x6b, 0x10, 1, 0x05),
                bytes(i64(-1), i32(0), i32(64), i32(0), i32(0), 0x10, 0),
                bytes(0x04, 0x40, 0x00, 0x0b, 0x0b))
            .define(":", "", i32(100), 0x10, 1)
            .export("call")
            .build();
    assertThat(failure(code, 1_000_000_000_000L)).isIn(Failure.TRAP, Failure.OUT_OF_GAS);
  }

  @Test
  void memoryThatGrowsIsPaidFor() {
    Bytes code =
        new TestModule()
            .memory(1)
            .define(":", "", 0x03, 0x40, i32(1), 0x40, 0, 0x1a, 0x0c, 0, 0x0b)
            .export("call")
            .build();
    assertThat(failure(code, 100_000_000)).isEqualTo(Failure.OUT_OF_GAS);
  }

  @Test
  void memoryDoesNotGrowBeyondItsBound() {
    Bytes code =
        new TestModule()
            .memory(1)
            .function("ghost", "return", "ii:")
            .define(":", "", i32(0), i32(256), 0x40, 0, 0x36, 2, 0, i32(0), i32(4), 0x10, 0)
            .export("call")
            .build();
    assertThat(run(code, 100_000_000).output().toHex()).isEqualTo("ffffffff");
  }

  @Test
  void fillingMemoryIsPaidForByItsLength() {
    Bytes code =
        new TestModule()
            .memory(1)
            .define(
                ":",
                "",
                0x03,
                0x40,
                bytes(i32(0), i32(1), i32(65_536), 0xfc, 0x0b, 0),
                0x0c,
                0,
                0x0b)
            .export("call")
            .build();
    assertThat(failure(code, 50_000_000)).isEqualTo(Failure.OUT_OF_GAS);
  }

  @Test
  void hugeLocalsAreRefused() {
    Bytes code =
        new TestModule()
            .defineRaw(":", bytes(1, leb(0xffff_ffffL), 0x7f, 0x0b))
            .export("call")
            .build();
    assertThat(refusal(code)).hasMessageContaining("too many locals: 4294967295, at most 4096");
  }

  @Test
  void localsOfManyFunctionsAreBoundedTogether() {
    TestModule module = new TestModule().define(":", "").export("call");
    for (int i = 0; i < 1_000; i++) {
      module.defineRaw(":", bytes(1, leb(4_096), 0x7f, 0x0b));
    }
    assertThat(refusal(module.build())).hasMessageContaining("too many locals of all functions");
  }

  @Test
  void deepNestingIsRefused() {
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      blocks.writeBytes(bytes(0x02, 0x40));
    }
    for (int i = 0; i < 20_000; i++) {
      blocks.write(0x0b);
    }
    Bytes code = new TestModule().define(":", "", blocks.toByteArray()).export("call").build();
    assertThat(refusal(code)).hasMessageContaining("too many nested blocks");
  }

  @Test
  void aHugeJumpTableIsRefused() {
    byte[] targets = new byte[100_000];
    Bytes code =
        new TestModule()
            .define(":", "", bytes(0x02, 0x40, i32(0), 0x0e, leb(99_999), targets, 0x0b))
            .export("call")
            .build();
    assertThat(refusal(code)).hasMessageContaining("too many targets of br_table");
  }

  @Test
  void jumpTablesAsLargeAsTheyMayBeAreCompiledInTime() {
    ByteArrayOutputStream tables = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      tables.writeBytes(bytes(0x02, 0x40, i32(3), 0x0e, leb(4_095), new byte[4_096], 0x0b));
    }
    Bytes code = new TestModule().define(":", "", tables.toByteArray()).export("call").build();
    assertThat(run(code, 100_000).succeeded()).isTrue();
  }

  @Test
  void localsTimesBranchesAreBounded() {
    StringBuilder locals = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      locals.append('i');
    }
    ByteArrayOutputStream branches = new ByteArrayOutputStream();
    for (int i = 0; i < 10_000; i++) {
      branches.writeBytes(bytes(0x02, 0x40, i32(0), 0x0d, 0, 0x0b));
    }
    Bytes code =
        new TestModule()
            .define(":", locals.toString(), branches.toByteArray())
            .export("call")
            .build();
    assertThat(refusal(code)).hasMessageContaining("too many locals for so many branches");
  }

  @Test
  void manyLargeFunctionsAreCompiledInTime() {
    // Just below what is left to the interpreter, as often as a module may be large.
    ByteArrayOutputStream adds = new ByteArrayOutputStream();
    for (int i = 0; i < 2_000; i++) {
      adds.writeBytes(bytes(i64(i), 0x7c));
    }
    TestModule module = new TestModule();
    for (int i = 0; i < 50; i++) {
      module.define("l:l", "", bytes(0x20, 0, adds.toByteArray()));
    }
    Bytes code = module.define(":", "", i64(1), 0x10, 0, 0x1a).export("call").build();
    assertThat(run(code, 1_000_000).succeeded()).isTrue();
  }

  @Test
  void aFunctionTooLargeForTheJvmRunsAllTheSame() {
    ByteArrayOutputStream adds = new ByteArrayOutputStream();
    for (int i = 0; i < 30_000; i++) {
      adds.writeBytes(bytes(i64(1), 0x7c));
    }
    Bytes code =
        new TestModule()
            .define("l:l", "", bytes(0x20, 0, adds.toByteArray()))
            .define(":", "", i64(1), 0x10, 0, 0x1a)
            .export("call")
            .build();
    assertThat(run(code, 1_000_000).succeeded()).isTrue();
  }

  @Test
  void thousandsOfFunctionsOfOneTypeInATableAreCompiledInTime() {
    TestModule module = new TestModule();
    int[] all = new int[5_000];
    for (int i = 0; i < all.length; i++) {
      module.define("i:i", "", 0x20, 0);
      all[i] = i;
    }
    Bytes code =
        module
            .table(all)
            .define(":", "", i32(5), i32(4_321), 0x11, 0, 0, 0x1a)
            .export("call")
            .build();
    assertThat(run(code, 1_000_000).succeeded()).isTrue();
  }

  @Test
  void returningAllOfALargeMemoryIsPaidFor() {
    Bytes code =
        new TestModule()
            .memory(100)
            .function("ghost", "return", "ii:")
            .define(":", "", i32(0), i32(6_553_600), 0x10, 0)
            .export("call")
            .build();
    ExecutionResult result = run(code, 10_000_000);
    assertThat(result.output().size()).isEqualTo(6_553_600);
    assertThat(result.gasUsed()).isGreaterThan(100 * Meter.PAGE_GAS + 3 * 6_553_600 / 32);
  }

  @Test
  void pointersOutsideTheMemoryAreATrap() {
    for (String name : List.of("caller", "value")) {
      Bytes code =
          new TestModule()
              .memory(1)
              .function("ghost", name, "i:")
              .define(":", "", i32(65_530), 0x10, 0)
              .export("call")
              .build();
      assertThat(failure(code, 1_000_000)).isEqualTo(Failure.TRAP);
    }
    Bytes without =
        new TestModule()
            .function("ghost", "caller", "i:")
            .define(":", "", i32(0), 0x10, 0)
            .export("call")
            .build();
    assertThat(failure(without, 1_000_000)).isEqualTo(Failure.TRAP);
  }

  @Test
  void anOffsetThatWouldWrapAroundIsATrap() {
    for (long offset : new long[] {0x7fff_fffeL, 0x8000_0001L, 0xffff_fffeL, 0xff_ffffL}) {
      Bytes code =
          new TestModule()
              .memory(1)
              .define(":", "", i32(0x7fff_ffff), 0x2d, 0, leb(offset), 0x1a)
              .export("call")
              .build();
      assertThat(failure(code, 1_000_000)).as("%d", offset).isEqualTo(Failure.TRAP);
    }
  }

  @Test
  void contractsComeAndGoAndTheCacheStaysBounded() {
    try (TestChain chain = new TestChain(Tier.COMPILER)) {
      List<Address> addresses = new ArrayList<>();
      byte[] filler = new byte[60_000];
      for (int i = 0; i < 60; i++) {
        Bytes code =
            new TestModule()
                .memory(1)
                .data(0, filler)
                .define(":", "", i32(i), 0x1a)
                .export("call")
                .build();
        Address address = TestChain.address(0x1000 + i);
        chain.install(address, code);
        addresses.add(address);
      }
      for (Address address : addresses) {
        assertThat(chain.call(TestChain.ALICE, address, Bytes.EMPTY, TestChain.GAS).succeeded())
            .isTrue();
      }
    }
  }
}
