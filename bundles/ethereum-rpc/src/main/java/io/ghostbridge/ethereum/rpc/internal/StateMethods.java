package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.AccountProof;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts, code, storage, and proofs of them. */
final class StateMethods {
  private static final int MOST_KEYS = 1024;

  private final Chain chain;

  StateMethods(Chain chain) {
    this.chain = chain;
  }

  void register(Map<String, RpcMethod> methods) {
    methods.put(
        "eth_getBalance", RpcMethod.of(p -> Hex.quantity(account(p.expect(1, 2)).balance())));
    methods.put("eth_getTransactionCount", RpcMethod.of(p -> nonce(p.expect(1, 2))));
    methods.put(
        "eth_getCode", RpcMethod.of(p -> Hex.data(state(p.expect(1, 2), 1).code(p.address(0)))));
    methods.put(
        "eth_getStorageAt",
        RpcMethod.of(
            p ->
                Hex.data(
                    state(p.expect(2, 3), 2)
                        .storage(p.address(0), Values.key(Params.where(1), p.at(1))))));
    methods.put("eth_getProof", RpcMethod.of(p -> proof(p.expect(2, 3))));
  }

  private ContractView state(Params params, int index) throws JsonRpcException {
    return chain.state(BlockSelector.parse(Params.where(index), params.at(index)));
  }

  private AccountState account(Params params) throws JsonRpcException {
    Address address = params.address(0);
    return state(params, 1).account(address).orElse(AccountState.EMPTY);
  }

  private String nonce(Params params) throws JsonRpcException {
    long next = account(params).nonce();
    BlockSelector selector = BlockSelector.parse(Params.where(1), params.at(1));
    if (selector instanceof BlockSelector.Pending) {
      for (Transaction waiting : chain.pending().pendingOf(params.address(0))) {
        if (waiting.nonce() == next) {
          next++;
        }
      }
    }
    return Hex.quantity(next);
  }

  private Map<String, @Nullable Object> proof(Params params) throws JsonRpcException {
    List<?> names = Values.list(Params.where(1), params.at(1));
    if (names.size() > MOST_KEYS) {
      throw RpcErrors.params("too many keys: " + names.size() + ", at most " + MOST_KEYS);
    }
    List<Word> keys = new ArrayList<>();
    for (Object name : names) {
      keys.add(Values.key("a key of " + Params.where(1), name));
    }
    AccountProof proof;
    try {
      proof = state(params, 2).prove(params.address(0), keys);
    } catch (HeightUnavailableException e) {
      throw RpcErrors.unavailable(e);
    }
    List<Object> storage = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      AccountProof.StorageProof each = proof.storage().get(i);
      storage.add(
          new Members()
              // As it was asked for, since that is how the client finds it.
              .put("key", names.get(i))
              .put("value", Hex.quantity(each.value()))
              .put("proof", each.nodes().stream().map(Hex::data).toList())
              .map());
    }
    return new Members()
        .put("address", Hex.data(proof.address()))
        .put("accountProof", proof.nodes().stream().map(Hex::data).toList())
        .put("balance", Hex.quantity(proof.account().balance()))
        .put("codeHash", Hex.data(proof.account().codeHash()))
        .put("nonce", Hex.quantity(proof.account().nonce()))
        .put("storageHash", Hex.data(proof.storageRoot()))
        .put("storageProof", storage)
        // Beyond EIP-1186: what leads from the account trie to the block's state root.
        .put("stateRoot", Hex.data(proof.evmRoot()))
        .put("storeProof", Hex.data(proof.storeProof()))
        .map();
  }
}
