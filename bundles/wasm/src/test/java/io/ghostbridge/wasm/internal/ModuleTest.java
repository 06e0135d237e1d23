package io.ghostbridge.wasm.internal;

import static io.ghostbridge.wasm.internal.TestModule.bytes;
import static io.ghostbridge.wasm.internal.TestModule.i32;
import static io.ghostbridge.wasm.internal.TestModule.i64;
import static io.ghostbridge.wasm.internal.TestModule.leb;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ExecutionProof;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.wasm.internal.run.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused and where, and what is counted. */
class ModuleTest {
  /** What a contract without memory and table costs before its first instruction. */
  private static long startGas(Bytes code) {
    return 1_000L + code.size();
  }

  private static InvalidCodeException refusal(Bytes code) {
    try (TestChain chain = new TestChain(Tier.INTERPRETER)) {
      chain.machine.validate(code);
      throw new AssertionError("the module was not refused");
    } catch (InvalidCodeException e) {
      return e;
    }
  }

  private static TestModule callable() {
    return new TestModule().define(":", "").export("call");
  }

  @Test
  void aRefusalSaysWhereAndWhy() {
    Bytes code =
        new TestModule().define(":", "", i32(1), i64(2), 0x6a, 0x1a).export("call").build();
    // Header 8, type section 6, function section 4, export section 10; then 2 bytes of the section,
    // count, size, locals, i32.const 1, i64.const 2.
    assertThat(refusal(code).offset()).isEqualTo(8 + 6 + 4 + 10 + 2 + 1 + 1 + 1 + 2 + 2);
    assertThat(refusal(code))
        .hasMessageContaining("type mismatch: expected i32, found i64 (i32.add in function 0)");
  }

  @Test
  void withinAContainerOffsetsCountFromItsStart() {
    Bytes module =
        new TestModule().define(":", "", i32(1), i64(2), 0x6a, 0x1a).export("call").build();
    assertThat(refusal(TestChain.container(module, new byte[0])).offset())
        .isEqualTo(16 + refusal(module).offset());
  }

  @Test
  void whatFollowsAContainerIsRefusedOnceItIsStored() {
    assertThat(refusal(TestChain.container(callable().build(), new byte[3])))
        .hasMessageContaining("3 bytes follow the container");
  }

  @Test
  void containersAnnounceWhatTheyHave() {
    byte[] container = TestChain.container(callable().build(), new byte[0]).toByteArray();
    container[8]++;
    assertThat(refusal(Bytes.wrap(container))).hasMessageContaining("the container announces");
    container[8]--;
    container[6] = 1;
    assertThat(refusal(Bytes.wrap(container)))
        .hasMessageContaining("at offset 6: the container's flags is 1, not 0");
  }

  @Test
  void floatsAreRefusedWhereverTheyAre() {
    assertThat(refusal(callable().define("f:", "").build())).hasMessageContaining("floats (f32)");
    assertThat(refusal(callable().define(":", "d").build())).hasMessageContaining("floats (f64)");
    assertThat(refusal(callable().define(":", "", 0x43, 0, 0, 0, 0, 0x1a).build()))
        .hasMessageContaining("floats (f32.const)");
    assertThat(refusal(callable().global(0x7d, false, bytes(0x43, 0, 0, 0, 0)).build()))
        .hasMessageContaining("floats (f32)");
  }

  @Test
  void proposalsThatAreOffAreNamed() {
    assertThat(refusal(callable().define(":", "", 0xfd, 0x0c).build()))
        .hasMessageContaining("vectors (SIMD)");
    assertThat(refusal(callable().define(":", "", 0xfe, 0x03, 0).build()))
        .hasMessageContaining("threads and atomics");
    assertThat(refusal(callable().define(":", "", 0x12, 0).build()))
        .hasMessageContaining("tail calls");
    assertThat(refusal(callable().define(":", "", 0x06, 0x40, 0x0b).build()))
        .hasMessageContaining("exceptions");
    assertThat(refusal(callable().define(":", "", 0xd0, 0x70, 0x1a).build()))
        .hasMessageContaining("references as values");
    assertThat(refusal(callable().define(":", "", 0xfc, 0x0e, 0, 0).build()))
        .hasMessageContaining("changes of tables");
  }

  @Test
  void startFunctionsAreRefused() {
    assertThat(refusal(callable().start(0).build())).hasMessageContaining("start functions");
  }

  @Test
  void importsThatThereAreNotAreRefused() {
    assertThat(refusal(new TestModule().function("env", "abort", ":").define(":", "").build()))
        .hasMessageContaining("unknown import env.abort");
    assertThat(refusal(new TestModule().function("ghost", "clock", ":l").define(":", "").build()))
        .hasMessageContaining("unknown import ghost.clock");
    assertThat(refusal(new TestModule().function("ghost", "caller", "l:").define(":", "").build()))
        .hasMessageContaining("incompatible import type of ghost.caller: it is [I32] -> []");
  }

  @Test
  void aContractExportsItsCall() {
    assertThat(refusal(new TestModule().define(":", "").build()))
        .hasMessageContaining("exports the function call");
    assertThat(refusal(new TestModule().define("i:", "").export("call").build()))
        .hasMessageContaining("must be a function that takes and gives nothing");
  }

  @Test
  void segmentsOutsideTheMemoryAreRefused() {
    assertThat(refusal(callable().memory(1).data(65_535, new byte[2]).build()))
        .hasMessageContaining("out of bounds memory access");
  }

  @Test
  void theCounterOfGasIsBeyondTheReachOfTheContract() {
    for (int global = 0; global < 3; global++) {
      assertThat(
              refusal(
                  new TestModule()
                      .define(":", "", i64(1 << 20), 0x24, leb(global))
                      .export("call")
                      .build()))
          .hasMessageContaining("unknown global " + global);
    }
  }

  private static ExecutionResult run(Bytes code, long gas) {
    try (TestChain one = new TestChain(Tier.INTERPRETER);
        TestChain other = new TestChain(Tier.COMPILER)) {
      ExecutionResult result = one.run(code, gas);
      assertThat(other.run(code, gas).gasUsed()).isEqualTo(result.gasUsed());
      return result;
    }
  }

  @Test
  void everyInstructionOnThePathIsPaidForExactly() {
    // 10 rounds: loop 1, local.get 1, i32.const 1, i32.sub 1, local.tee 1, br_if 1; around them
    // i32.const 1 and local.set 1.
    Bytes code =
        new TestModule()
            .define(
                ":",
                "i",
                bytes(i32(10), 0x21, 0, 0x03, 0x40),
                bytes(0x20, 0, i32(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b))
            .export("call")
            .build();
    ExecutionResult result = run(code, 1_000_000);
    assertThat(result.succeeded()).isTrue();
    assertThat(result.gasUsed()).isEqualTo(startGas(code) + 2 + 10 * 6);
    assertThat(run(code, startGas(code) + 62).succeeded()).isTrue();
    assertThat(run(code, startGas(code) + 61).error().orElseThrow().failure())
        .isEqualTo(Failure.OUT_OF_GAS);
  }

  @Test
  void onlyTheBranchThatIsTakenIsPaidFor() {
    for (int condition = 0; condition < 2; condition++) {
      Bytes code =
          new TestModule()
              .define(
                  ":",
                  "",
                  bytes(i32(condition), 0x04, 0x40, i32(1), 0x1a, 0x05),
                  bytes(i32(1), 0x1a, i32(1), 0x1a, i32(1), 0x1a, 0x0b))
              .export("call")
              .build();
      assertThat(run(code, 1_000_000).gasUsed())
          .isEqualTo(startGas(code) + 2 + (condition == 1 ? 2 : 6));
    }
  }

  @Test
  void severalResultsAndAReturnFromWithinAreKept() {
    Bytes code =
        new TestModule()
            .memory(1)
            .function("ghost", "return", "ii:")
            .define(
                "i:iii",
                "",
                bytes(
                    i32(7), i32(8), i32(9), 0x20, 0, 0x04, 0x40, i32(1), i32(2), i32(3), 0x0f,
                    0x0b))
            .define(
                ":",
                "iii",
                bytes(i32(1), 0x10, 1, 0x21, 0, 0x21, 1, 0x21, 2),
                bytes(i32(0), 0x20, 0, 0x3a, 0, 0),
                bytes(i32(1), 0x20, 1, 0x3a, 0, 0),
                bytes(i32(2), 0x20, 2, 0x3a, 0, 0),
                bytes(i32(0), i32(3), 0x10, 0))
            .export("call")
            .build();
    assertThat(run(code, 1_000_000).output().toHex()).isEqualTo("030201");
  }

  @Test
  void aProofHoldsForTheCallItIsOfAndForNoOther() {
    Bytes code =
        new TestModule()
            .memory(1)
            .function("ghost", "storage_write", "ii:")
            .data(0, Word.of(5).toBytes())
            .define(":", "", i32(32), i32(0), 0x10, 0)
            .export("call")
            .build();
    try (TestChain chain = new TestChain(Tier.COMPILER)) {
      Message message =
          Message.call(TestChain.ALICE, TestChain.CONTRACT, Word.ZERO, Bytes.EMPTY, TestChain.GAS);
      ExecutionResult result =
          TestChain.onLargeStack(
              () -> chain.machine.execute(message, code, chain.world, chain.host));
      assertThat(result.succeeded()).isTrue();
      ExecutionProof proof =
          new ExecutionProof(
              message,
              code,
              TestChain.block(),
              TestChain.transaction(),
              Map.of(),
              Map.of(),
              Map.of(),
              result,
              chain.world.changes());
      assertThat(chain.machine.verify(proof)).isTrue();
      ExecutionProof cheaper =
          new ExecutionProof(
              message.withGas(message.gas() - 1),
              code,
              proof.block(),
              proof.transaction(),
              proof.accounts(),
              proof.codes(),
              proof.storage(),
              result,
              proof.changes());
      assertThat(chain.machine.verify(cheaper)).isFalse();
    }
  }

  @Test
  void aTraceTellsOfEachCallToTheHost() {
    Bytes code =
        new TestModule()
            .memory(1)
            .function("ghost", "storage_write", "ii:")
            .define(":", "", i32(32), i32(0), 0x10, 0)
            .export("call")
            .build();
    try (TestChain chain = new TestChain(Tier.COMPILER)) {
      List<String> steps = new ArrayList<>();
      Tracer tracer =
          step -> steps.add(step.opcodeName() + " " + step.stack(0) + " " + step.stack(1));
      Host traced =
          new Host() {
            @Override
            public BlockContext block() {
              return chain.host.block();
            }

            @Override
            public TransactionContext transaction() {
              return chain.host.transaction();
            }

            @Override
            public Word blockHash(long number) {
              return chain.host.blockHash(number);
            }

            @Override
            public ExecutionResult call(Message message) {
              return chain.host.call(message);
            }

            @Override
            public Tracer tracer() {
              return tracer;
            }
          };
      Message message =
          Message.call(TestChain.ALICE, TestChain.CONTRACT, Word.ZERO, Bytes.EMPTY, TestChain.GAS);
      assertThat(
              TestChain.onLargeStack(
                      () -> chain.machine.execute(message, code, chain.world, traced))
                  .succeeded())
          .isTrue();
      assertThat(steps).containsExactly("ghost.storage_write 0x20 0x0");
    }
  }
}
