package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.AccountOverride;
import io.ghostbridge.api.ledger.AccountProof;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.GasEstimate;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.MachineNotInstalledException;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.trie.TrieReader;
import io.ghostbridge.ledger.internal.state.EvmTries;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The contracts after one block as clients read and try them. Safe for use by any thread. */
public final class ContractStateView implements ContractView {
  private final StateSnapshot state;
  private final Machines machines;
  private final ContractRun run;

  /**
   * A view of {@code state}.
   *
   * @param run runs contracts in a block after it
   */
  public ContractStateView(StateSnapshot state, Machines machines, ContractRun run) {
    this.state = state;
    this.machines = machines;
    this.run = run;
  }

  @Override
  public long height() {
    return state.height();
  }

  private AccountEntry entry(Address address) {
    return Values.account(state.get(Space.ACCOUNTS, address.bytes()));
  }

  @Override
  public Optional<AccountState> account(Address address) {
    AccountEntry entry = entry(address);
    return entry.isDead() ? Optional.empty() : Optional.of(entry.toState());
  }

  @Override
  public Bytes code(Address address) {
    Hash hash = entry(address).codeHash();
    Bytes code = state.get(Space.CODE, hash.bytes());
    return code == null ? Bytes.EMPTY : code;
  }

  @Override
  public Word storage(Address address, Word key) {
    Bytes value = state.get(Space.STORAGE, EvmTries.storageKey(address, key));
    return value == null ? Word.ZERO : Word.fromBytes(value.unsafeArray());
  }

  @Override
  public Hash evmRoot() throws HeightUnavailableException {
    return state.whileKept(state::evmRoot);
  }

  @Override
  public AccountProof prove(Address address, List<Word> keys) throws HeightUnavailableException {
    return state.whileKept(() -> proof(address, keys));
  }

  private AccountProof proof(Address address, List<Word> keys) {
    Keccak keccak = new Keccak();
    Bytes hash = Bytes.wrap(keccak.digest(address.bytes().unsafeArray()));
    AccountEntry entry = entry(address);
    TrieReader storageTrie = new TrieReader(EvmTries.storage(hash, state::node));
    List<AccountProof.StorageProof> storage = new ArrayList<>(keys.size());
    for (Word key : keys) {
      storage.add(
          new AccountProof.StorageProof(
              key,
              storage(address, key),
              storageTrie.prove(Bytes.wrap(keccak.digest(key.toBytes())))));
    }
    return new AccountProof(
        height(),
        address,
        entry.toState(),
        entry.storageRoot(),
        new TrieReader(EvmTries.accounts(state::node)).prove(hash),
        storage,
        state.evmRoot(),
        state.proveEvmRoot());
  }

  @Override
  public TransactionResult call(
      ContractTransaction transaction,
      Map<Address, AccountOverride> overrides,
      @Nullable Tracer tracer)
      throws InvalidTransactionException, MachineNotInstalledException {
    ContractState contracts = new ContractState(run.opened(state), machines);
    StateReader reader =
        overrides.isEmpty() ? contracts : new OverriddenState(contracts, overrides);
    return run.call(transaction, contracts, reader, tracer);
  }

  @Override
  public GasEstimate estimateGas(
      ContractTransaction transaction, Map<Address, AccountOverride> overrides)
      throws InvalidTransactionException, MachineNotInstalledException {
    TransactionResult best = call(transaction, overrides, null);
    if (!best.execution().succeeded()) {
      return new GasEstimate(OptionalLong.empty(), best);
    }
    long enough = transaction.gasLimit();
    long tooLittle = best.gasUsed() - 1;
    // Most succeed with what they used and was refunded, and a 64th for what calls keep back.
    long guess = best.gasUsed() + best.gasRefunded();
    guess = Math.min(enough, guess + guess / 63);
    while (tooLittle + 1 < enough && enough - tooLittle > enough / 64) {
      TransactionResult result = tried(withGas(transaction, guess), overrides);
      if (result != null && result.execution().succeeded()) {
        enough = guess;
        best = result;
      } else {
        tooLittle = guess;
      }
      guess = tooLittle + (enough - tooLittle) / 2;
    }
    return new GasEstimate(OptionalLong.of(enough), best);
  }

  private @Nullable TransactionResult tried(
      ContractTransaction transaction, Map<Address, AccountOverride> overrides)
      throws MachineNotInstalledException {
    try {
      return call(transaction, overrides, null);
    } catch (InvalidTransactionException e) {
      return null;
    }
  }

  private static ContractTransaction withGas(ContractTransaction transaction, long gas) {
    return new ContractTransaction(
        transaction.type(),
        transaction.sender(),
        transaction.nonce(),
        gas,
        transaction.maxFeePerGas(),
        transaction.maxPriorityFeePerGas(),
        transaction.to(),
        transaction.value(),
        transaction.input(),
        transaction.accessList(),
        transaction.maxFeePerBlobGas(),
        transaction.blobHashes(),
        transaction.authorizations());
  }
}
