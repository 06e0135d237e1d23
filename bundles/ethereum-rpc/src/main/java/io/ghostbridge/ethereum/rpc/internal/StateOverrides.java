package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.AccountOverride;
import io.ghostbridge.api.vm.Word;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what accounts are to be for one call: an object by address (geth's state override set). */
final class StateOverrides {
  private static final int MOST = 10_000;

  private StateOverrides() {}

  static Map<Address, AccountOverride> parse(String where, @Nullable Object value)
      throws JsonRpcException {
    if (value == null) {
      return Map.of();
    }
    Map<?, ?> members = Values.object(where, value);
    if (members.size() > MOST) {
      throw RpcErrors.params("invalid " + where + ": more than " + MOST + " accounts");
    }
    Map<Address, AccountOverride> overrides = new HashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Address address = Values.address("an address of " + where, member.getKey());
      overrides.put(address, account(address, Values.object(where, member.getValue())));
    }
    return overrides;
  }

  private static AccountOverride account(Address address, Map<?, ?> account)
      throws JsonRpcException {
    Object balance = account.get("balance");
    Object nonce = account.get("nonce");
    Object code = account.get("code");
    Object state = account.get("state");
    Object difference = account.get("stateDiff");
    if (state != null && difference != null) {
      throw RpcErrors.params(
          "account " + address + " has both 'state' and 'stateDiff'; expected one of them");
    }
    if (account.get("movePrecompileToAddress") != null) {
      throw RpcErrors.params(
          "account " + address + ": movePrecompileToAddress is not supported; leave it out");
    }
    return new AccountOverride(
        balance == null ? Optional.empty() : Optional.of(Values.word("balance", balance)),
        nonce == null ? Optional.<Long>empty() : Optional.of(Values.word("nonce", nonce).w0()),
        code == null ? Optional.<Bytes>empty() : Optional.of(Values.data("code", code)),
        storage(state == null ? difference : state),
        state != null);
  }

  private static Map<Word, Word> storage(@Nullable Object value) throws JsonRpcException {
    Map<Word, Word> storage = new HashMap<>();
    if (value != null) {
      Map<?, ?> slots = Values.object("state", value);
      if (slots.size() > MOST) {
        throw RpcErrors.params("invalid state: more than " + MOST + " words of storage");
      }
      for (Map.Entry<?, ?> slot : slots.entrySet()) {
        storage.put(
            Values.key("a key of storage", slot.getKey()),
            Values.key("a word of storage", slot.getValue()));
      }
    }
    return storage;
  }
}
