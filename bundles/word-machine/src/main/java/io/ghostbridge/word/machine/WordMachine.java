package io.ghostbridge.word.machine;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionProof;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.internal.compiler.CompilerTier;
import io.ghostbridge.word.machine.internal.machine.Engine;
import io.ghostbridge.word.machine.internal.machine.Programs;
import io.ghostbridge.word.machine.internal.machine.Tiers;
import io.ghostbridge.word.machine.internal.program.Decoder;
import io.ghostbridge.word.machine.internal.program.EvmNumbering;
import io.ghostbridge.word.machine.internal.program.InstructionSet;
import io.ghostbridge.word.machine.internal.program.ZvmNumbering;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A machine for one format of code. Safe for use by any thread. */
public final class WordMachine {
  /** What the bytes of code mean. */
  public enum Numbering {
    /** Ethereum's. */
    EVM,
    /** ZVM's. */
    ZVM;

    private InstructionSet set(Fork fork) {
      return this == EVM ? EvmNumbering.of(fork) : ZvmNumbering.of(fork);
    }
  }

  /** When programs become classes of their own. */
  public enum Compilation {
    /** Never: all is interpreted. */
    NEVER,
    /** What is hot, by a thread of the machine's. */
    WHEN_HOT,
    /** All that runs, before it runs and by the thread that runs it: for tests and measurements. */
    AT_ONCE
  }

  private final Engine engine;
  private final Programs programs;
  private final @Nullable CompilerTier compiler;

  /** The form in which a machine's code is stored. */
  public interface CodeFormat {
    /** Whether stored code is of this form, and whole: what is not is called through the host. */
    boolean owns(Bytes code);

    /** What the bytes of such code mean. */
    Numbering numbering(Bytes code);

    /** What of such code are instructions. */
    Bytes body(Bytes code);
  }

  /**
   * @param format of the code
   * @param precompiles the contracts that are not code, if calls of accounts without code are this
   *     machine's; else none
   * @param functions what native instructions need; null for Ethereum's numbering
   */
  public WordMachine(
      CodeFormat format, PrecompiledContracts precompiles, @Nullable NativeFunctions functions) {
    this(format, precompiles, functions, Compilation.WHEN_HOT);
  }

  /**
   * @param format of the code
   * @param precompiles the contracts that are not code, if calls of accounts without code are this
   *     machine's; else none
   * @param functions what native instructions need; null for Ethereum's numbering
   * @param compilation when programs are compiled; results do not depend on it
   */
  public WordMachine(
      CodeFormat format,
      PrecompiledContracts precompiles,
      @Nullable NativeFunctions functions,
      Compilation compilation) {
    Map<Fork, InstructionSet> evm = new ConcurrentHashMap<>();
    Map<Fork, InstructionSet> zvm = new ConcurrentHashMap<>();
    programs =
        new Programs(
            (code, fork) -> {
              Numbering numbering = format.numbering(code);
              Map<Fork, InstructionSet> sets = numbering == Numbering.EVM ? evm : zvm;
              return Decoder.decode(format.body(code), sets.computeIfAbsent(fork, numbering::set));
            });
    compiler =
        switch (compilation) {
          case NEVER -> null;
          case WHEN_HOT -> CompilerTier.standard();
          case AT_ONCE -> CompilerTier.atOnce();
        };
    Tiers tiers = compiler == null ? Tiers.INTERPRETER : compiler;
    engine = new Engine(programs, format::owns, precompiles, functions, tiers);
  }

  /** Runs {@code code} for {@code message}, whose envelope is the caller's. */
  public ExecutionResult execute(Message message, Bytes code, WorldState world, Host host) {
    return engine.execute(message, code, world, host);
  }

  /** Executes the call of {@code proof} on its witness alone and compares. */
  public boolean verify(ExecutionProof proof) {
    Witness witness = new Witness(proof);
    JournaledState world = new JournaledState(witness, proof.block().fork());
    ExecutionResult result = execute(proof.message(), proof.code(), world, witness);
    if (!result.succeeded()) {
      world.revertTo(0);
    }
    return !witness.wasInsufficient()
        && result.equals(proof.result())
        && world.changes().equals(proof.changes());
  }

  /** Lets go of all that is kept for programs, and ends the thread that compiles. */
  public void close() {
    programs.clear();
    if (compiler != null) {
      compiler.close();
    }
  }
}
