package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Runs contracts of one format; a service with the format as the property {@link #FORMAT}. ZVM's
 * interface in these terms: <i>execute_contract</i> is {@link #execute}, <i>verify_execution</i>
 * {@link #verify}, <i>get_state</i> and <i>set_state</i> are {@link WorldState#storage} and {@link
 * WorldState#setStorage} of the state that the execution is given.
 *
 * <p>Safe for use by any number of threads, each with a state and a host of its own. Whatever the
 * code and the input are, an execution ends in time that its gas bounds and in memory that its gas
 * and the machine's limits bound; no other exception leaves it than those declared here.
 */
@ConsumerType
public interface VirtualMachine {
  /** The service property that names the format. */
  String FORMAT = "vm.format";

  /** Ethereum's bytecode. */
  String EVM = "evm";

  /** ZVM's native bytecode in its container. */
  String ZVM = "zvm";

  /** WebAssembly. */
  String WASM = "wasm";

  /** The format, such as {@link #EVM}. */
  String format();

  /**
   * Whether stored code is of this format, as its first bytes tell. Ethereum's bytecode has no
   * mark: its machine says yes to all, and is asked last.
   */
  boolean recognises(Bytes code);

  /**
   * Checks code before it is stored.
   *
   * @throws InvalidCodeException if this machine would not run it: where and why
   */
  void validate(Bytes code) throws InvalidCodeException;

  /**
   * Runs {@code code} (for a creation, the code that makes the contract; its output is what to
   * store). The caller has done the envelope before it and does it after it (see {@link
   * Host#call}); after a result that is not a success the caller reverts {@code world}.
   *
   * @throws ExecutionInterruptedException if the thread is interrupted
   */
  ExecutionResult execute(Message message, Bytes code, WorldState world, Host host);

  /**
   * Executes the call of {@code proof} on its witness alone and compares.
   *
   * @return whether result and changes are exactly what the proof says; false where the execution
   *     needs what the witness lacks, such as a contract of another format
   */
  boolean verify(ExecutionProof proof);

  /**
   * The smallest gas, to within 1/64, with which the call succeeds on {@code world}, which is left
   * unchanged. A contract may behave otherwise with less gas than with more; the figure returned is
   * one that was tried.
   *
   * @param message with the largest gas to try
   * @return the gas, or -1 if the call does not succeed even with all of it
   * @throws ExecutionInterruptedException if the thread is interrupted
   */
  default long estimateGas(Message message, Bytes code, WorldState world, Host host) {
    long enough = message.gas();
    ExecutionResult all = tryOut(message, code, world, host);
    if (!all.succeeded()) {
      return -1;
    }
    long tooLittle = all.gasUsed() - 1;
    while (enough - tooLittle > 1 + enough / 64) {
      long middle = tooLittle + (enough - tooLittle) / 2;
      if (tryOut(message.withGas(middle), code, world, host).succeeded()) {
        enough = middle;
      } else {
        tooLittle = middle;
      }
    }
    return enough;
  }

  private ExecutionResult tryOut(Message message, Bytes code, WorldState world, Host host) {
    int checkpoint = world.checkpoint();
    try {
      return execute(message, code, world, host);
    } finally {
      world.revertTo(checkpoint);
    }
  }
}
