package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractLedger.IncludedTransaction;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.transaction.EthereumTransaction;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Transactions: sending them and finding them. */
final class TransactionMethods {
  private final Chain chain;

  TransactionMethods(Chain chain) {
    this.chain = chain;
  }

  void register(Map<String, RpcMethod> methods) {
    methods.put("eth_sendRawTransaction", RpcMethod.of(p -> send(p.expect(1, 1).data(0))));
    methods.put("eth_getTransactionByHash", RpcMethod.of(p -> byHash(p.expect(1, 1).hash(0))));
    methods.put(
        "eth_getTransactionByBlockNumberAndIndex",
        RpcMethod.of(p -> at(byNumber(p.expect(2, 2)), p.quantity(1))));
    methods.put(
        "eth_getTransactionByBlockHashAndIndex",
        RpcMethod.of(p -> at(chain.ledger().block(p.expect(2, 2).hash(0)), p.quantity(1))));
    methods.put("eth_getTransactionReceipt", RpcMethod.of(p -> receipt(p.expect(1, 1).hash(0))));
    methods.put("eth_getRawTransactionByHash", RpcMethod.of(p -> raw(p.expect(1, 1).hash(0))));
    methods.put("debug_getRawTransaction", RpcMethod.of(p -> raw(p.expect(1, 1).hash(0))));
  }

  private Optional<Block> byNumber(Params params) throws JsonRpcException {
    return chain.block(BlockSelector.parse(Params.where(0), params.at(0)));
  }

  private String send(Bytes raw) throws JsonRpcException {
    EthereumTransaction transaction;
    try {
      transaction = EthereumTransaction.decode(raw.unsafeArray());
    } catch (RlpException e) {
      throw RpcErrors.server("rlp: " + e.getMessage());
    }
    if (transaction.type() == EthereumTransaction.BLOBS) {
      throw RpcErrors.server("transaction type not supported: this chain has no blobs (EIP-4844)");
    }
    try {
      return Hex.data(chain.pending().offer(SignedTransaction.ethereum(raw)).id());
    } catch (TransactionRejectedException e) {
      throw Rejection.of(e, transaction, chain);
    }
  }

  private @Nullable Object byHash(Hash id) {
    Optional<IncludedTransaction> included = chain.contracts().transaction(id);
    if (included.isPresent()) {
      IncludedTransaction found = included.get();
      return chain
          .ledger()
          .block(found.receipt().blockHeight())
          .map(
              block ->
                  TransactionJson.of(
                      found.transaction(),
                      TransactionJson.Place.of(block, found.receipt().index())))
          .orElse(null);
    }
    return chain.pending().pending(id).map(each -> TransactionJson.of(each, null)).orElse(null);
  }

  private static @Nullable Object at(Optional<Block> block, long index) {
    if (block.isEmpty() || index >= block.get().transactions().size()) {
      return null;
    }
    return TransactionJson.of(
        block.get().transactions().get((int) index),
        TransactionJson.Place.of(block.get(), (int) index));
  }

  private @Nullable Object receipt(Hash id) {
    Optional<IncludedTransaction> found = chain.contracts().transaction(id);
    if (found.isEmpty()) {
      return null;
    }
    int index = found.get().receipt().index();
    return chain
        .ledger()
        .block(found.get().receipt().blockHeight())
        .map(block -> ReceiptJson.of(block, index))
        .orElse(null);
  }

  /** Of Ethereum's transactions only: no other has such bytes. */
  private @Nullable Object raw(Hash id) {
    return chain
        .contracts()
        .transaction(id)
        .map(IncludedTransaction::transaction)
        .or(() -> chain.pending().pending(id))
        .filter(transaction -> transaction.operation() instanceof Operation.Ethereum)
        .map(Transaction::signed)
        .map(signed -> Hex.data(signed.body()))
        .orElse(null);
  }
}
