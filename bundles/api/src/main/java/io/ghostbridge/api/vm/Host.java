package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What surrounds an execution: contexts, and calls that leave the machine. One transaction's; used
 * by the executing thread only.
 */
@ProviderType
public interface Host {
  /** The block. */
  BlockContext block();

  /** The transaction. */
  TransactionContext transaction();

  /**
   * The hash of one of the 256 blocks before this one, as a word; zero for any other number.
   *
   * @param number unsigned
   */
  Word blockHash(long number);

  /**
   * Carries out a call with its whole envelope: checks the depth and the balance, makes a
   * checkpoint, transfers the value, finds the machine for the callee's code (or a precompiled
   * contract, or nothing to run), runs it, and undoes its changes unless it succeeded. For a
   * creation it also determines the address ({@link CallKind#CREATE}: the nonce before it is
   * raised), raises the nonces, checks for a collision, charges for and stores the code; the output
   * of a success is then the 20 bytes of the address.
   *
   * <p>The caller has charged itself for the call and for {@code message.gas()}, and gets {@code
   * gasLeft} back. A call that never starts (depth, balance, nonce) fails with all of its gas left,
   * as Ethereum's rules say.
   *
   * @throws ExecutionInterruptedException if the thread is interrupted
   */
  ExecutionResult call(Message message);

  /**
   * A service of the host's own for {@code contract}.
   *
   * @param input defined by the service
   * @return defined by the service
   * @throws UnsupportedHostCallException if the host has none
   */
  default Bytes hostCall(HostFunction function, Address contract, Bytes input)
      throws UnsupportedHostCallException {
    throw new UnsupportedHostCallException(function);
  }

  /** Who sees each instruction; normally nobody. Asked once an execution. */
  default @Nullable Tracer tracer() {
    return null;
  }
}
