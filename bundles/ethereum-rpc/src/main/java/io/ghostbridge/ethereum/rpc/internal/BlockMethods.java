package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.Block;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Blocks and what is in them. */
final class BlockMethods {
  private static final int MOST_PENDING = 1000;

  private final Chain chain;

  BlockMethods(Chain chain) {
    this.chain = chain;
  }

  void register(Map<String, RpcMethod> methods) {
    methods.put("eth_blockNumber", RpcMethod.of(p -> Hex.quantity(chain.head())));
    methods.put("eth_getBlockByNumber", RpcMethod.of(this::byNumber));
    methods.put("eth_getBlockByHash", RpcMethod.of(this::byHash));
    methods.put(
        "eth_getBlockTransactionCountByNumber",
        RpcMethod.of(p -> transactionCount(number(p.expect(1, 1)))));
    methods.put(
        "eth_getBlockTransactionCountByHash",
        RpcMethod.of(p -> transactionCount(hash(p.expect(1, 1)))));
    methods.put("eth_getUncleCountByBlockNumber", RpcMethod.of(p -> none(number(p.expect(1, 1)))));
    methods.put("eth_getUncleCountByBlockHash", RpcMethod.of(p -> none(hash(p.expect(1, 1)))));
    methods.put("eth_getUncleByBlockNumberAndIndex", RpcMethod.of(this::noUncleByNumber));
    methods.put("eth_getUncleByBlockHashAndIndex", RpcMethod.of(this::noUncleByHash));
    methods.put(
        "eth_getBlockReceipts",
        RpcMethod.of(p -> number(p.expect(1, 1)).map(ReceiptJson::all).orElse(null)));
    methods.put("eth_getHeaderByNumber", RpcMethod.of(p -> header(number(p.expect(1, 1)))));
    methods.put("eth_getHeaderByHash", RpcMethod.of(p -> header(hash(p.expect(1, 1)))));
  }

  private long gasLimit() {
    return chain.parameters().blockGasLimit();
  }

  private Optional<Block> number(Params params) throws JsonRpcException {
    return chain.block(BlockSelector.parse(Params.where(0), params.at(0)));
  }

  private Optional<Block> hash(Params params) throws JsonRpcException {
    return chain.ledger().block(params.hash(0));
  }

  private @Nullable Object byNumber(Params params) throws JsonRpcException {
    BlockSelector selector = BlockSelector.parse(Params.where(0), params.expect(1, 2).at(0));
    boolean full = params.flag(1);
    if (selector instanceof BlockSelector.Pending) {
      return BlockJson.pending(
          chain.ledger().head(),
          chain.pending().pending(MOST_PENDING),
          Hex.quantity(chain.contracts().nextBaseFee()),
          gasLimit(),
          full);
    }
    return chain.block(selector).map(block -> BlockJson.of(block, gasLimit(), full)).orElse(null);
  }

  private @Nullable Object byHash(Params params) throws JsonRpcException {
    boolean full = params.expect(1, 2).flag(1);
    return hash(params).map(block -> BlockJson.of(block, gasLimit(), full)).orElse(null);
  }

  private @Nullable Object header(Optional<Block> block) {
    return block.map(each -> BlockJson.header(each, gasLimit())).orElse(null);
  }

  private static @Nullable Object transactionCount(Optional<Block> block) {
    return block.map(each -> Hex.quantity(each.transactions().size())).orElse(null);
  }

  /** No block has uncles. */
  private static @Nullable Object none(Optional<Block> block) {
    return block.map(each -> "0x0").orElse(null);
  }

  private @Nullable Object noUncleByNumber(Params params) throws JsonRpcException {
    number(params.expect(2, 2));
    params.quantity(1);
    return null;
  }

  private @Nullable Object noUncleByHash(Params params) throws JsonRpcException {
    hash(params.expect(2, 2));
    params.quantity(1);
    return null;
  }
}
