package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.ContractParameters;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.api.vm.ContractTransaction;
import java.util.List;

/**
 * What can be said of a transaction's gas before it is executed: the machine says it again, but
 * only when the transaction's turn has come. Any thread.
 */
final class GasCheck {
  /** EIP-7825. */
  private static final long MAXIMUM_TRANSACTION_GAS = 1L << 24;

  private static final long BASE = 21_000;
  private static final long CREATION = 32_000;
  private static final long INIT_CODE_WORD = 2;
  private static final long TOKEN = 4;
  private static final long FLOOR_TOKEN = 10;
  private static final long NON_ZERO_TOKENS = 4;
  private static final long ACCESS_LIST_ADDRESS = 2400;
  private static final long ACCESS_LIST_KEY = 1900;
  private static final long AUTHORIZATION = 25_000;

  private final ContractParameters parameters;

  GasCheck(ContractParameters parameters) {
    this.parameters = parameters;
  }

  void require(Operation.Contract operation) throws TransactionRejectedException {
    if (operation.maxPriorityFeePerGas().compareTo(operation.maxFeePerGas()) > 0) {
      throw new TransactionRejectedException(
          Reason.MALFORMED,
          "the priority fee of "
              + operation.maxPriorityFeePerGas().atto()
              + " is above the whole fee of "
              + operation.maxFeePerGas().atto()
              + " for a unit of gas");
    }
    if (operation.maxFeePerGas().compareTo(parameters.minimumBaseFee()) < 0) {
      throw new TransactionRejectedException(
          Reason.FEE_TOO_LOW,
          "the fee of "
              + operation.maxFeePerGas().atto()
              + " atto-GHOST for a unit of gas is below "
              + parameters.minimumBaseFee().atto()
              + ", the least that this chain's base fee can be");
    }
    long most = Math.min(MAXIMUM_TRANSACTION_GAS, parameters.blockGasLimit());
    if (operation.gasLimit() > most) {
      throw outOfRange(
          "the gas limit is "
              + operation.gasLimit()
              + "; a transaction may have at most "
              + most
              + " (EIP-7825)");
    }
    long least = least(operation);
    if (operation.gasLimit() < least) {
      throw outOfRange(
          "intrinsic gas too low: the gas limit is "
              + operation.gasLimit()
              + ", and the transaction costs "
              + least
              + " before its contract starts");
    }
  }

  private static TransactionRejectedException outOfRange(String message) {
    return new TransactionRejectedException(Reason.GAS_OUT_OF_RANGE, message);
  }

  private static long least(Operation.Contract operation) {
    return switch (operation) {
      case Operation.Call call -> least(call.input(), false);
      case Operation.Deploy deploy -> least(deploy.code(), true);
      case Operation.Ethereum ethereum -> least(ethereum.transaction());
    };
  }

  private static long least(ContractTransaction transaction) {
    List<ContractTransaction.AccessListEntry> accessList = transaction.accessList();
    long lists =
        ACCESS_LIST_ADDRESS * accessList.size()
            + ACCESS_LIST_KEY
                * accessList.stream().mapToLong(entry -> entry.storageKeys().size()).sum()
            + AUTHORIZATION * transaction.authorizations().size();
    Bytes input = transaction.input();
    boolean creation = transaction.to().isEmpty();
    return Math.max(standard(input, creation) + lists, floor(input));
  }

  private static long least(Bytes input, boolean creation) {
    return Math.max(standard(input, creation), floor(input));
  }

  private static long standard(Bytes input, boolean creation) {
    long words = (input.size() + 31L) / 32;
    return BASE + TOKEN * tokens(input) + (creation ? CREATION + INIT_CODE_WORD * words : 0);
  }

  /** EIP-7623. */
  private static long floor(Bytes input) {
    return BASE + FLOOR_TOKEN * tokens(input);
  }

  private static long tokens(Bytes input) {
    long tokens = 0;
    for (byte each : input.unsafeArray()) {
      tokens += each == 0 ? 1 : NON_ZERO_TOKENS;
    }
    return tokens;
  }
}
