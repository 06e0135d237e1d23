package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.vm.ContractTransaction;
import java.util.List;

/** A transaction with a part of it changed. */
final class Variants {
  private Variants() {}

  static ContractTransaction withGas(ContractTransaction transaction, long gas) {
    return with(transaction, gas, transaction.accessList());
  }

  static ContractTransaction withAccessList(
      ContractTransaction transaction, List<ContractTransaction.AccessListEntry> list) {
    return with(transaction, transaction.gasLimit(), list);
  }

  private static ContractTransaction with(
      ContractTransaction transaction, long gas, List<ContractTransaction.AccessListEntry> list) {
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
        list,
        transaction.maxFeePerBlobGas(),
        transaction.blobHashes(),
        transaction.authorizations());
  }
}
