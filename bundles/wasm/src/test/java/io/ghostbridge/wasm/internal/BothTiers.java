package io.ghostbridge.wasm.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.wasm.internal.run.Tier;
import io.ghostbridge.wasm.internal.witness.MissingWitnessException;
import java.util.Optional;

/** Runs code on both tiers, and finds the same: result, gas, state and events. */
final class BothTiers {
  private static final long GAS = 2_000_000;

  private BothTiers() {}

  static ExecutionResult compare(Bytes code) throws InvalidCodeException {
    try (TestChain interpreter = new TestChain(Tier.INTERPRETER);
        TestChain compiler = new TestChain(Tier.COMPILER)) {
      interpreter.machine.validate(code);
      ExecutionResult interpreted = run(interpreter, code);
      ExecutionResult compiled = run(compiler, code);
      assertThat(compiled.status())
          .as("%s and %s", compiled, interpreted)
          .isEqualTo(interpreted.status());
      assertThat(compiled.gasUsed()).isEqualTo(interpreted.gasUsed());
      assertThat(compiled.refund()).isEqualTo(interpreted.refund());
      assertThat(compiled.output()).isEqualTo(interpreted.output());
      assertThat(failure(compiled)).isEqualTo(failure(interpreted));
      assertThat(compiler.world.changes()).isEqualTo(interpreter.world.changes());
      assertThat(compiler.world.logs()).isEqualTo(interpreter.world.logs());
      return compiled;
    }
  }

  private static Optional<Failure> failure(ExecutionResult result) {
    return result.error().map(ExecutionError::failure);
  }

  private static ExecutionResult run(TestChain chain, Bytes code) {
    chain.install(TestChain.CONTRACT, code);
    try {
      return chain.call(
          Message.call(
              TestChain.ALICE, TestChain.CONTRACT, Word.ZERO, Bytes.wrap(new byte[40]), GAS));
    } catch (MissingWitnessException e) {
      // The contract asked for what this chain has not, such as the hash of a block.
      return ExecutionResult.reverted(
          0, GAS, Bytes.wrap(String.valueOf(e.getMessage()).getBytes(UTF_8)));
    }
  }
}
