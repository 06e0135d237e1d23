package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.ethereum.Keccak;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the node says of itself, and of the transactions that wait on it. */
final class NodeMethods {
  private static final int MOST_PENDING = 10_000;

  private final Chain chain;
  private final String version;

  /**
   * @param version of the software
   */
  NodeMethods(Chain chain, String version) {
    this.chain = chain;
    this.version = version;
  }

  void register(Map<String, RpcMethod> methods) {
    long number = chain.parameters().chainNumber();
    methods.put("eth_chainId", RpcMethod.of(p -> Hex.quantity(number)));
    methods.put("net_version", RpcMethod.of(p -> Long.toString(number)));
    methods.put("net_listening", RpcMethod.of(p -> true));
    methods.put("net_peerCount", RpcMethod.of(p -> "0x0"));
    methods.put("eth_syncing", RpcMethod.of(p -> false));
    // Keys never enter this interface.
    methods.put("eth_accounts", RpcMethod.of(p -> List.of()));
    methods.put("eth_protocolVersion", RpcMethod.of(p -> "0x44"));
    methods.put(
        "web3_clientVersion",
        RpcMethod.of(
            p ->
                "GhostBridge/v"
                    + version
                    + "/"
                    + System.getProperty("os.name", "unknown").replace(' ', '-')
                    + "/java"
                    + Runtime.version().feature()));
    methods.put(
        "web3_sha3",
        RpcMethod.of(p -> Hex.data(Keccak.hash(p.expect(1, 1).data(0).unsafeArray()))));
    methods.put("txpool_status", RpcMethod.of(p -> status()));
    methods.put(
        "txpool_content", RpcMethod.of(p -> byNonce(each -> TransactionJson.of(each, null))));
    methods.put("txpool_inspect", RpcMethod.of(p -> byNonce(NodeMethods::summary)));
    methods.put("txpool_contentFrom", RpcMethod.of(p -> contentFrom(p.expect(1, 1).address(0))));
    methods.put(
        "rpc_modules",
        RpcMethod.of(
            p ->
                new Members()
                    .put("debug", "1.0")
                    .put("eth", "1.0")
                    .put("net", "1.0")
                    .put("rpc", "1.0")
                    .put("txpool", "1.0")
                    .put("web3", "1.0")
                    .map()));
  }

  /** Those that can be in the next block, and those that wait for a nonce before theirs. */
  private record Pool(List<Transaction> pending, List<Transaction> queued) {}

  private Pool pool(List<Transaction> waiting) {
    List<Transaction> pending = new java.util.ArrayList<>();
    List<Transaction> queued = new java.util.ArrayList<>();
    Map<Address, Long> next = new LinkedHashMap<>();
    for (Transaction each : waiting) {
      long expected =
          next.computeIfAbsent(
              each.sender(),
              sender ->
                  chain.contracts().contracts().account(sender).orElse(AccountState.EMPTY).nonce());
      if (each.nonce() == expected) {
        next.put(each.sender(), expected + 1);
        pending.add(each);
      } else if (Long.compareUnsigned(each.nonce(), expected) > 0) {
        queued.add(each);
      }
    }
    return new Pool(pending, queued);
  }

  private Map<String, @Nullable Object> status() {
    Pool pool = pool(chain.pending().pending(MOST_PENDING));
    return new Members()
        .put("pending", Hex.quantity(pool.pending().size()))
        .put("queued", Hex.quantity(pool.queued().size()))
        .map();
  }

  private Map<String, @Nullable Object> byNonce(Function<Transaction, Object> shown) {
    Pool pool = pool(chain.pending().pending(MOST_PENDING));
    return new Members()
        .put("pending", bySender(pool.pending(), shown))
        .put("queued", bySender(pool.queued(), shown))
        .map();
  }

  private static Map<String, Map<String, Object>> bySender(
      List<Transaction> transactions, Function<Transaction, Object> shown) {
    Map<String, Map<String, Object>> senders = new TreeMap<>();
    for (Transaction each : transactions) {
      senders
          .computeIfAbsent(each.sender().toChecksumHex(), sender -> new LinkedHashMap<>())
          .put(Long.toUnsignedString(each.nonce()), shown.apply(each));
    }
    return senders;
  }

  private Map<String, @Nullable Object> contentFrom(Address sender) {
    Pool pool = pool(chain.pending().pendingOf(sender));
    return new Members()
        .put("pending", ofOne(pool.pending()))
        .put("queued", ofOne(pool.queued()))
        .map();
  }

  private static Map<String, @Nullable Object> ofOne(List<Transaction> transactions) {
    Members out = new Members();
    for (Transaction each : transactions) {
      out.put(Long.toUnsignedString(each.nonce()), TransactionJson.of(each, null));
    }
    return out.map();
  }

  private static String summary(Transaction transaction) {
    String callee =
        TransactionJson.to(transaction).map(Address::toChecksumHex).orElse("contract creation");
    return transaction.operation() instanceof Operation.Contract run
        ? callee
            + ": "
            + run.value().atto()
            + " wei + "
            + run.gasLimit()
            + " gas × "
            + run.maxFeePerGas().atto()
            + " wei"
        : callee + ": fee " + transaction.fee().atto() + " wei";
  }
}
