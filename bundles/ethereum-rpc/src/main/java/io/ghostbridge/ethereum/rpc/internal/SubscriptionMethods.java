package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcClient;
import io.ghostbridge.api.jsonrpc.JsonRpcConnection;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractLog;
import io.ghostbridge.api.ledger.LogFilter;
import io.ghostbridge.api.ledger.Transaction;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Streams to connections that stay ({@code eth_subscribe}). Any thread. */
final class SubscriptionMethods implements AutoCloseable {
  private static final int ID_BYTES = 16;

  private final Chain chain;
  private final int maximum;
  private final SecureRandom random = new SecureRandom();
  private final IdentityHashMap<JsonRpcConnection, Map<String, Subscription<?>>> open =
      new IdentityHashMap<>();

  SubscriptionMethods(Chain chain, int maximum) {
    this.chain = chain;
    this.maximum = maximum;
  }

  void register(Map<String, RpcMethod> methods) {
    methods.put("eth_subscribe", this::subscribe);
    methods.put("eth_unsubscribe", this::unsubscribe);
  }

  private static JsonRpcConnection connection(JsonRpcClient client) throws JsonRpcException {
    return client
        .connection()
        .orElseThrow(
            () ->
                new JsonRpcException(
                    JsonRpcException.METHOD_NOT_FOUND,
                    "notifications not supported: subscribe by WebSocket"));
  }

  private String subscribe(Params params, JsonRpcClient client) throws JsonRpcException {
    JsonRpcConnection connection = connection(client);
    String kind = Values.text(Params.where(0), params.expect(1, 2).at(0));
    return switch (kind) {
      case "newHeads" -> {
        long gasLimit = chain.parameters().blockGasLimit();
        yield open(
            connection,
            id -> new Subscription<Block>(id, connection, each -> BlockJson.header(each, gasLimit)),
            chain.ledger().blocks(chain.head() + 1));
      }
      case "logs" -> {
        LogFilter filter = LogQuery.filter(Params.where(1), params.at(1));
        yield open(
            connection,
            id -> new Subscription<ContractLog>(id, connection, LogJson::of),
            chain.contracts().logs(filter, chain.head() + 1, 0));
      }
      case "newPendingTransactions" -> {
        boolean full = params.flag(1);
        yield open(
            connection,
            id ->
                new Subscription<Transaction>(
                    id,
                    connection,
                    each -> full ? TransactionJson.of(each, null) : Hex.data(each.id())),
            chain.pending().arrivals());
      }
      default ->
          throw new JsonRpcException(
              JsonRpcException.METHOD_NOT_FOUND,
              "no \""
                  + kind.substring(0, Math.min(kind.length(), 64))
                  + "\" subscription in eth namespace; expected newHeads, logs or"
                  + " newPendingTransactions");
    };
  }

  private interface Maker<T> {
    Subscription<T> make(String id);
  }

  private synchronized <T> String open(
      JsonRpcConnection connection, Maker<T> maker, Flow.Publisher<T> stream)
      throws JsonRpcException {
    Map<String, Subscription<?>> own = open.get(connection);
    if (own == null) {
      own = new HashMap<>();
      open.put(connection, own);
      connection.onClose(() -> forget(connection));
    }
    if (own.size() >= maximum) {
      throw RpcErrors.limit(
          "too many subscriptions: this connection has "
              + own.size()
              + " (maximumSubscriptions in io.ghostbridge.ethereum.rpc.cfg); unsubscribe some");
    }
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    bytes[0] |= (byte) 0x80;
    String id = "0x" + HexFormat.of().formatHex(bytes);
    Subscription<T> subscription = maker.make(id);
    own.put(id, subscription);
    // The client has to know the id before anything comes under it.
    connection.afterAnswer(() -> stream.subscribe(subscription));
    return id;
  }

  private @Nullable Object unsubscribe(Params params, JsonRpcClient client)
      throws JsonRpcException {
    JsonRpcConnection connection = connection(client);
    String id = Values.text(Params.where(0), params.expect(1, 1).at(0));
    Subscription<?> removed;
    synchronized (this) {
      Map<String, Subscription<?>> own = open.get(connection);
      removed = own == null ? null : own.remove(id);
    }
    if (removed == null) {
      throw RpcErrors.server("subscription not found");
    }
    removed.close();
    return true;
  }

  private void forget(JsonRpcConnection connection) {
    Map<String, Subscription<?>> own;
    synchronized (this) {
      own = open.remove(connection);
    }
    if (own != null) {
      own.values().forEach(Subscription::close);
    }
  }

  @Override
  public void close() {
    List<JsonRpcConnection> connections;
    synchronized (this) {
      connections = new ArrayList<>(open.keySet());
    }
    connections.forEach(this::forget);
  }
}
