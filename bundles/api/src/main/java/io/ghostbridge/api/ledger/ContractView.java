package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The contracts as they are after one block, for as long as the view is kept. Reads go to a flat
 * store; proofs walk a trie. Safe for use by any thread.
 */
@ProviderType
public interface ContractView {
  /** The block's height. */
  long height();

  /** The account as Ethereum sees it; empty where it has none (EIP-161). */
  Optional<AccountState> account(Address address);

  /** The account's code; empty where it has none. */
  Bytes code(Address address);

  /** A word of the account's storage; zero where nothing was stored. */
  Word storage(Address address, Word key);

  /** The root of the store {@code evm}: the account trie's. */
  Hash evmRoot() throws HeightUnavailableException;

  /**
   * Proves an account and words of its storage, or their absence.
   *
   * @throws HeightUnavailableException if the tries of this height were pruned meanwhile
   */
  AccountProof prove(Address address, List<Word> keys) throws HeightUnavailableException;

  /**
   * Tries a transaction out in a block after this one, without a signature and without effect, as
   * {@code eth_call} does. Nonce and fees are not checked; a fee of 0 makes the gas free.
   *
   * @param overrides what accounts are to be for this call
   * @param tracer who sees each instruction, or nobody
   * @throws InvalidTransactionException if it cannot start: form, gas, value
   * @throws MachineNotInstalledException if a contract that it runs has a format without a machine
   * @throws io.ghostbridge.api.vm.ExecutionInterruptedException if the thread is interrupted
   */
  TransactionResult call(
      ContractTransaction transaction,
      Map<Address, AccountOverride> overrides,
      @Nullable Tracer tracer)
      throws InvalidTransactionException, MachineNotInstalledException;

  /**
   * The least gas limit, to within 1.5 percent, with which the transaction succeeds in a block
   * after this one; the transaction's own gas limit is the most that is tried.
   *
   * @throws InvalidTransactionException if it cannot start even with all of that gas
   * @throws MachineNotInstalledException if a contract that it runs has a format without a machine
   * @throws io.ghostbridge.api.vm.ExecutionInterruptedException if the thread is interrupted
   */
  GasEstimate estimateGas(ContractTransaction transaction, Map<Address, AccountOverride> overrides)
      throws InvalidTransactionException, MachineNotInstalledException;
}
