package io.ghostbridge.word.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.internal.machine.CodeRules;
import io.ghostbridge.word.machine.internal.machine.ContractAddresses;
import io.ghostbridge.word.machine.internal.machine.Delegation;
import io.ghostbridge.word.machine.internal.machine.Envelope;
import io.ghostbridge.word.machine.internal.machine.Rules;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of calls, for hosts: all of {@link io.ghostbridge.api.vm.Host#call} but running the
 * code. One transaction's.
 */
public final class MessageCalls {
  private final Envelope envelope;

  /** Runs code between the two halves of the envelope. */
  @FunctionalInterface
  public interface CodeRunner {
    /** Runs {@code code} for {@code message}, which names a new contract's address. */
    ExecutionResult run(Message message, Bytes code);
  }

  /**
   * @param world the transaction's state
   * @param fork the block's rules
   * @param precompiles the contracts that are not code
   */
  public MessageCalls(WorldState world, Fork fork, PrecompiledContracts precompiles) {
    envelope = new Envelope(world, new Rules(fork), precompiles);
  }

  /**
   * Carries a call out, its code by {@code runner} if it has any; a machine that runs code shows
   * the call to the tracer itself.
   *
   * @param tracer who sees calls that run no code, or nobody
   */
  public ExecutionResult call(Message message, CodeRunner runner, @Nullable Tracer tracer) {
    return switch (envelope.begin(message)) {
      case Envelope.Done done -> {
        if (tracer != null) {
          tracer.enter(message);
          tracer.exit(message, done.result());
        }
        yield done.result();
      }
      case Envelope.Opened opened ->
          envelope.end(opened, runner.run(opened.message(), opened.code()));
    };
  }

  /** Where a contract that {@code creator} makes with this nonce is. */
  public static Address contractAddress(Address creator, long nonce) {
    return ContractAddresses.create(creator, nonce);
  }

  /** Where a contract made with a salt is (EIP-1014). */
  public static Address contractAddress(Address creator, Word salt, Bytes initCode) {
    return ContractAddresses.create2(creator, salt, initCode);
  }

  /**
   * What is wrong with the size of code that is to make a contract (EIP-3860, and the larger limit
   * of WebAssembly), or null if nothing is.
   */
  public static @Nullable String tooLargeToMake(Bytes initCode) {
    return initCode.size() > CodeRules.maxInitSize(initCode)
        ? CodeRules.tooLargeToMake(initCode)
        : null;
  }

  /** Whose code {@code code} stands for (EIP-7702), or null if it is no delegation. */
  public static @Nullable Address delegate(Bytes code) {
    return Delegation.target(code);
  }

  /** The code that stands for that of {@code target}. */
  public static Bytes delegationTo(Address target) {
    return Delegation.to(target);
  }
}
