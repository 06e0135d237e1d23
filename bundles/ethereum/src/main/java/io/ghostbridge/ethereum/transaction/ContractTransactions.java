package io.ghostbridge.ethereum.transaction;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ethereum's transactions as the machines take them. */
public final class ContractTransactions {
  private ContractTransactions() {}

  /**
   * {@code transaction} with who signed what.
   *
   * @param sender as {@link SenderRecovery#sender} tells
   * @param recovery tells who signed the authorizations
   * @throws IllegalArgumentException if the gas limit is 2<sup>63</sup> or more
   */
  public static ContractTransaction of(
      EthereumTransaction transaction, Address sender, SenderRecovery recovery) {
    return of(
        transaction,
        sender,
        transaction.authorizations().stream().map(recovery::authority).toList());
  }

  /**
   * {@code transaction} with who signed what.
   *
   * @param authorities who signed each authorization; empty where it is nobody's signature
   * @throws IllegalArgumentException if the gas limit is 2<sup>63</sup> or more, or there are not
   *     as many authorities as authorizations
   */
  public static ContractTransaction of(
      EthereumTransaction transaction, Address sender, List<Optional<Address>> authorities) {
    if (transaction.gasLimit() < 0) {
      throw new IllegalArgumentException("the gas limit is below 2^63");
    }
    if (authorities.size() != transaction.authorizations().size()) {
      throw new IllegalArgumentException(
          "there are "
              + transaction.authorizations().size()
              + " authorizations and "
              + authorities.size()
              + " who signed them");
    }
    List<ContractTransaction.AccessListEntry> accessList =
        transaction.accessList().stream()
            .map(
                entry ->
                    new ContractTransaction.AccessListEntry(
                        entry.address(), entry.storageKeys().stream().map(Word::of).toList()))
            .toList();
    List<ContractTransaction.Authorization> authorizations = new ArrayList<>();
    for (int i = 0; i < authorities.size(); i++) {
      SignedAuthorization each = transaction.authorizations().get(i);
      authorizations.add(
          new ContractTransaction.Authorization(
              Word.of(each.chainId()), each.address(), each.nonce(), authorities.get(i)));
    }
    return new ContractTransaction(
        transaction.type(),
        sender,
        transaction.nonce(),
        transaction.gasLimit(),
        Word.of(transaction.maxFeePerGas()),
        Word.of(transaction.maxPriorityFeePerGas()),
        transaction.to(),
        Word.of(transaction.value()),
        transaction.input(),
        accessList,
        Word.of(transaction.maxFeePerBlobGas()),
        transaction.blobHashes(),
        authorizations);
  }
}
