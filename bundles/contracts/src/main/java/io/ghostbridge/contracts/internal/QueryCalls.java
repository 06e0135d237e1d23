package io.ghostbridge.contracts.internal;

import static io.ghostbridge.services.WireValues.bytes;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.AccountProof;
import io.ghostbridge.api.ledger.ContractLedger;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.MachineNotInstalledException;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.proto.contract.v1.ContractAddress;
import io.ghostbridge.proto.contract.v1.ContractCode;
import io.ghostbridge.proto.contract.v1.ContractQuery;
import io.ghostbridge.proto.contract.v1.ContractState;
import io.ghostbridge.proto.contract.v1.GasEstimate;
import io.ghostbridge.proto.contract.v1.StorageWord;
import io.ghostbridge.services.BoundedCalls;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Heights;
import io.ghostbridge.services.Network;
import io.ghostbridge.services.WireValues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Calls that only read. What runs a contract is bounded in gas, in time and in number. */
final class QueryCalls {
  private static final int MAXIMUM_STORAGE_KEYS = 1024;

  /** The type of transaction that a trial is (EIP-1559). */
  private static final int DYNAMIC_FEE = 2;

  private final ContractLedger contracts;
  private final Formats formats;
  private final Network network;
  private final BoundedCalls bounded;
  private final long maximumGas;
  private final Duration limit;

  QueryCalls(
      ContractLedger contracts,
      Formats formats,
      Network network,
      BoundedCalls bounded,
      long maximumGas,
      Duration limit) {
    this.contracts = contracts;
    this.formats = formats;
    this.network = network;
    this.bounded = bounded;
    this.maximumGas = maximumGas;
    this.limit = limit;
  }

  ContractState query(ContractQuery query) throws InterruptedException {
    network.require(query.getNetwork());
    Address contract = WireValues.address(query.getContract(), "CONTRACT_INVALID");
    List<Word> keys = keys(query);
    ContractView view = view(query.getHeight());
    AccountState account = view.account(contract).orElse(AccountState.EMPTY);
    ContractState.Builder state =
        ContractState.newBuilder()
            .setHeight(view.height())
            .setExists(view.account(contract).isPresent())
            .setBalance(bytes(account.balance().toMinimalBytes()))
            .setNonce(account.nonce())
            .setCodeHash(bytes(account.codeHash()));
    for (Word key : keys) {
      state.addStorage(
          StorageWord.newBuilder().setKey(bytes(key)).setValue(bytes(view.storage(contract, key))));
    }
    if (!query.getInput().isEmpty()) {
      ContractTransaction call = transaction(query, Optional.of(contract));
      state.setResult(Messages.result(run(() -> view.call(call, Map.of(), null))));
    }
    if (query.getProve()) {
      state.setProof(Messages.proof(prove(view, contract, keys)));
    }
    return state.build();
  }

  ContractCode code(ContractAddress query) {
    network.require(query.getNetwork());
    Address contract = WireValues.address(query.getContract(), "CONTRACT_INVALID");
    ContractView view = view(query.getHeight());
    Bytes code = view.code(contract);
    if (code.isEmpty()) {
      throw Failures.of(
          Status.Code.NOT_FOUND,
          "NO_CODE",
          "there is no contract at " + contract.toChecksumHex() + " at height " + view.height());
    }
    Hash codeHash = view.account(contract).orElse(AccountState.EMPTY).codeHash();
    return ContractCode.newBuilder()
        .setContract(contract.toChecksumHex())
        .setCode(bytes(code))
        .setCodeHash(bytes(codeHash))
        .setFormat(formats.of(code))
        .setHeight(view.height())
        .build();
  }

  GasEstimate estimate(ContractQuery query) throws InterruptedException {
    network.require(query.getNetwork());
    Optional<Address> to =
        query.getContract().isEmpty()
            ? Optional.empty()
            : Optional.of(WireValues.address(query.getContract(), "CONTRACT_INVALID"));
    ContractView view = view(query.getHeight());
    ContractTransaction call = transaction(query, to);
    var estimate = run(() -> view.estimateGas(call, Map.of()));
    GasEstimate.Builder message =
        GasEstimate.newBuilder()
            .setBaseFee(bytes(contracts.nextBaseFee()))
            .setResult(Messages.result(estimate.result()));
    estimate.gas().ifPresent(message::setGas);
    return message.build();
  }

  private ContractTransaction transaction(ContractQuery query, Optional<Address> to) {
    long gas = query.getGasLimit() == 0 ? maximumGas : query.getGasLimit();
    if (gas < 0 || gas > maximumGas) {
      throw Failures.invalid(
          "GAS_OUT_OF_RANGE",
          "the gas limit is "
              + Long.toUnsignedString(gas)
              + "; expected at most "
              + maximumGas
              + " (maximumCallGas in io.ghostbridge.contracts.cfg)");
    }
    return new ContractTransaction(
        DYNAMIC_FEE,
        Messages.addressOrZero(query.getCaller(), "CALLER_INVALID"),
        0,
        gas,
        Word.ZERO,
        Word.ZERO,
        to,
        WireValues.amount(query.getValue(), "value"),
        WireValues.bytes(query.getInput()),
        List.of(),
        Word.ZERO,
        List.of(),
        List.of());
  }

  private static List<Word> keys(ContractQuery query) {
    if (query.getStorageKeysCount() > MAXIMUM_STORAGE_KEYS) {
      throw Failures.invalid(
          "TOO_MANY_KEYS",
          query.getStorageKeysCount()
              + " words of storage were asked for; expected at most "
              + MAXIMUM_STORAGE_KEYS);
    }
    List<Word> keys = new ArrayList<>();
    for (ByteString key : query.getStorageKeysList()) {
      keys.add(WireValues.word(key, "a storage key"));
    }
    return keys;
  }

  private ContractView view(long height) {
    try {
      return height == 0 ? contracts.contracts() : contracts.contractsAt(height);
    } catch (HeightUnavailableException e) {
      throw Heights.unavailable(e);
    }
  }

  private static AccountProof prove(ContractView view, Address contract, List<Word> keys) {
    try {
      return view.prove(contract, keys);
    } catch (HeightUnavailableException e) {
      throw Heights.unavailable(e);
    }
  }

  private <T> T run(Callable<T> work) throws InterruptedException {
    return bounded.run(
        limit, "callTimeoutMillis in io.ghostbridge.contracts.cfg", () -> translated(work));
  }

  private static <T> T translated(Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (InvalidTransactionException e) {
      throw Failures.of(Status.Code.FAILED_PRECONDITION, e.reason().name(), e);
    } catch (MachineNotInstalledException e) {
      throw notInstalled(e);
    }
  }

  static StatusRuntimeException notInstalled(MachineNotInstalledException e) {
    return Failures.of(Status.Code.FAILED_PRECONDITION, "MACHINE_NOT_INSTALLED", e);
  }
}
