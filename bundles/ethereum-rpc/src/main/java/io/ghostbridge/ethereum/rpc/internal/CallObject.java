package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import io.ghostbridge.ethereum.transaction.SignedAuthorization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the object that {@code eth_call} and its like take: a transaction without a signature. */
final class CallObject {
  private static final Address NOBODY = Address.wrap(new byte[Address.SIZE]);
  private static final int MOST_ENTRIES = 10_000;

  private final Map<?, ?> members;
  private final @Nullable SenderRecovery recovery;

  /**
   * @param recovery tells who signed authorizations; null if nobody can
   * @throws JsonRpcException if {@code value} is no object
   */
  CallObject(String where, @Nullable Object value, @Nullable SenderRecovery recovery)
      throws JsonRpcException {
    this.members = Values.object(where, value);
    this.recovery = recovery;
  }

  /**
   * The transaction.
   *
   * @param maximumGas the gas where none is given, and the most that is used
   * @throws JsonRpcException if a member is not what it has to be
   */
  ContractTransaction transaction(long maximumGas, long chainNumber) throws JsonRpcException {
    Object chainId = members.get("chainId");
    if (chainId != null && !Values.word("chainId", chainId).equals(Word.of(chainNumber))) {
      throw RpcErrors.server(
          "chainId does not match node's (have=" + chainId + ", want=" + chainNumber + ")");
    }
    if (members.get("blobVersionedHashes") != null || members.get("blobs") != null) {
      throw RpcErrors.server("transaction type not supported: this chain has no blobs (EIP-4844)");
    }
    Word[] fees = fees();
    List<ContractTransaction.Authorization> authorizations = authorizations();
    return new ContractTransaction(
        authorizations.isEmpty() ? EthereumTransaction.DYNAMIC_FEE : EthereumTransaction.SET_CODE,
        from().orElse(NOBODY),
        optional("nonce") == null ? 0 : Values.word("nonce", optional("nonce")).w0(),
        gas(maximumGas),
        fees[0],
        fees[1],
        to(),
        word("value"),
        input(),
        accessList(),
        Word.ZERO,
        List.of(),
        authorizations);
  }

  private @Nullable Object optional(String name) {
    return members.get(name);
  }

  private Word word(String name) throws JsonRpcException {
    Object value = optional(name);
    return value == null ? Word.ZERO : Values.word(name, value);
  }

  /** Who calls, if anybody is named. */
  Optional<Address> from() throws JsonRpcException {
    Object from = optional("from");
    return from == null ? Optional.empty() : Optional.of(Values.address("from", from));
  }

  private Optional<Address> to() throws JsonRpcException {
    Object to = optional("to");
    return to == null ? Optional.empty() : Optional.of(Values.address("to", to));
  }

  private long gas(long maximum) throws JsonRpcException {
    Object gas = optional("gas");
    if (gas == null) {
      return maximum;
    }
    long wanted = Values.word("gas", gas).toLongSaturated();
    return wanted == 0 ? maximum : Math.min(wanted, maximum);
  }

  private Word[] fees() throws JsonRpcException {
    Object price = optional("gasPrice");
    if (price != null
        && (optional("maxFeePerGas") != null || optional("maxPriorityFeePerGas") != null)) {
      throw RpcErrors.server("both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified");
    }
    if (price != null) {
      Word word = Values.word("gasPrice", price);
      return new Word[] {word, word};
    }
    Word most = word("maxFeePerGas");
    Word tip = word("maxPriorityFeePerGas");
    if (!most.isZero() && most.compareTo(tip) < 0) {
      throw RpcErrors.server("maxFeePerGas (" + most + ") < maxPriorityFeePerGas (" + tip + ")");
    }
    return new Word[] {most, tip};
  }

  private Bytes input() throws JsonRpcException {
    Object input = optional("input");
    Object data = optional("data");
    if (input != null && data != null && !input.equals(data)) {
      throw RpcErrors.server(
          "both \"data\" and \"input\" are set and not equal. Please use \"input\" to pass"
              + " transaction call data");
    }
    Object given = input == null ? data : input;
    return given == null ? Bytes.EMPTY : Values.data(input == null ? "data" : "input", given);
  }

  private List<?> list(String name) throws JsonRpcException {
    Object value = optional(name);
    List<?> list = value == null ? List.of() : Values.list(name, value);
    if (list.size() > MOST_ENTRIES) {
      throw RpcErrors.params(
          "invalid " + name + ": " + list.size() + " entries, at most " + MOST_ENTRIES);
    }
    return list;
  }

  private List<ContractTransaction.AccessListEntry> accessList() throws JsonRpcException {
    List<ContractTransaction.AccessListEntry> entries = new ArrayList<>();
    for (Object item : list("accessList")) {
      Map<?, ?> entry = Values.object("accessList", item);
      List<Word> keys = new ArrayList<>();
      Object given = entry.get("storageKeys");
      for (Object key : given == null ? List.of() : Values.list("storageKeys", given)) {
        keys.add(Values.key("storageKeys", key));
      }
      entries.add(
          new ContractTransaction.AccessListEntry(
              Values.address("accessList", entry.get("address")), keys));
    }
    return entries;
  }

  private List<ContractTransaction.Authorization> authorizations() throws JsonRpcException {
    List<ContractTransaction.Authorization> authorizations = new ArrayList<>();
    for (Object item : list("authorizationList")) {
      Map<?, ?> each = Values.object("authorizationList", item);
      Word chainId = Values.word("authorizationList.chainId", each.get("chainId"));
      Address address = Values.address("authorizationList.address", each.get("address"));
      long nonce = Values.word("authorizationList.nonce", each.get("nonce")).w0();
      SignedAuthorization signed =
          new SignedAuthorization(
              chainId.toBigInteger(),
              address,
              nonce,
              (int) number(each, each.get("yParity") == null ? "v" : "yParity").w0(),
              number(each, "r").toBigInteger(),
              number(each, "s").toBigInteger());
      authorizations.add(
          new ContractTransaction.Authorization(chainId, address, nonce, authority(signed)));
    }
    return authorizations;
  }

  private static Word number(Map<?, ?> authorization, String name) throws JsonRpcException {
    // Some write r and s as data, with leading zeros.
    return Values.key("authorizationList." + name, authorization.get(name));
  }

  private Optional<Address> authority(SignedAuthorization signed) throws JsonRpcException {
    if (recovery == null) {
      throw RpcErrors.server(
          "no bundle provides "
              + SenderRecovery.ALGORITHM
              + ", which tells who signed the authorizations; install one");
    }
    return recovery.authority(signed);
  }
}
