package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which block a client means: by number, by tag, or by hash (EIP-1898). */
sealed interface BlockSelector {
  /** The tags of one that is committed already are all the latest: what is committed is final. */
  record Latest() implements BlockSelector {}

  /** The one to come. */
  record Pending() implements BlockSelector {}

  /** By number. */
  record Height(long height) implements BlockSelector {}

  /** By hash. */
  record OfHash(Hash hash) implements BlockSelector {}

  /** Reads a parameter; none at all is the latest block. */
  static BlockSelector parse(String where, @Nullable Object value) throws JsonRpcException {
    return switch (value) {
      case null -> new Latest();
      case Map<?, ?> members -> ofObject(where, members);
      case String text when text.length() == 2 + 2 * Hash.SIZE ->
          new OfHash(Values.hash(where, text));
      case String text -> ofText(where, text);
      default -> new Height(Values.quantity(where, value));
    };
  }

  private static BlockSelector ofText(String where, String text) throws JsonRpcException {
    return switch (text) {
      case "latest", "safe", "finalized" -> new Latest();
      case "pending" -> new Pending();
      case "earliest" -> new Height(0);
      default -> new Height(Values.quantity(where, text));
    };
  }

  private static BlockSelector ofObject(String where, Map<?, ?> members) throws JsonRpcException {
    Object hash = members.get("blockHash");
    Object number = members.get("blockNumber");
    if (hash != null && number != null) {
      throw RpcErrors.params(
          "invalid "
              + where
              + ": cannot specify both BlockHash and BlockNumber, choose one or"
              + " the other");
    }
    if (hash != null) {
      return new OfHash(Values.hash(where + ".blockHash", hash));
    }
    if (number instanceof String text) {
      return ofText(where + ".blockNumber", text);
    }
    throw Values.wrong(where, members, "expected blockHash or blockNumber in the object");
  }
}
