package io.ghostbridge.api.vm;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Executes whole transactions as Ethereum does (Yellow Paper, section 6): validity, intrinsic gas,
 * fees, access lists, authorizations, the call, refunds, the proposer's share, removal of
 * self-destructed and of empty accounts. Contracts of every installed format are run. Safe for use
 * by any thread; each execution runs on a thread with a stack that 1,024 nested calls across
 * formats fit in, while the caller waits.
 */
@ProviderType
public interface ContractExecutor {
  /**
   * What is around an execution.
   *
   * @param block the block
   * @param gasAvailable what of the block's gas limit is left
   * @param blockHashes the hash of the block with a number, asked only for the 256 before this one
   * @param tracer who sees each instruction, or nobody
   */
  record Environment(
      BlockContext block,
      long gasAvailable,
      LongFunction<Word> blockHashes,
      @Nullable Tracer tracer) {}

  /**
   * Executes a transaction of a block on {@code state}, which it does not change: the result holds
   * what to write.
   *
   * @throws InvalidTransactionException if it cannot be in the block
   * @throws ExecutionInterruptedException if the thread is interrupted
   */
  TransactionResult execute(
      ContractTransaction transaction, StateReader state, Environment environment)
      throws InvalidTransactionException;

  /**
   * Tries a transaction out without what only a signed one must fulfil: nonce, sender's kind and
   * fees. For calls that read, and for estimates.
   *
   * @throws InvalidTransactionException if its form is wrong, its gas is too low or the value is
   *     not there
   * @throws ExecutionInterruptedException if the thread is interrupted
   */
  TransactionResult call(
      ContractTransaction transaction, StateReader state, Environment environment)
      throws InvalidTransactionException;
}
