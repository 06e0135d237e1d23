package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.LogFilter;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The object that {@code eth_getLogs} takes.
 *
 * @param from the first block; the latest where it is not said
 * @param to the last block
 * @param blockHash the only block
 */
record LogQuery(LogFilter filter, BlockSelector from, BlockSelector to, Optional<Hash> blockHash) {
  private static final int MOST_CHOICES = 1000;

  static LogQuery parse(String where, @Nullable Object value) throws JsonRpcException {
    Map<?, ?> members = Values.object(where, value);
    LogFilter filter = filter(members);
    Object hash = members.get("blockHash");
    if (hash != null) {
      if (members.get("fromBlock") != null || members.get("toBlock") != null) {
        throw RpcErrors.params(
            "cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other");
      }
      BlockSelector selector = new BlockSelector.OfHash(Values.hash("blockHash", hash));
      return new LogQuery(filter, selector, selector, Optional.of(Values.hash("blockHash", hash)));
    }
    return new LogQuery(
        filter,
        BlockSelector.parse("fromBlock", members.get("fromBlock")),
        BlockSelector.parse("toBlock", members.get("toBlock")),
        Optional.empty());
  }

  /** Only which events, as {@code eth_subscribe} takes it. */
  static LogFilter filter(String where, @Nullable Object value) throws JsonRpcException {
    return value == null ? LogFilter.ALL : filter(Values.object(where, value));
  }

  private static LogFilter filter(Map<?, ?> members) throws JsonRpcException {
    return new LogFilter(addresses(members.get("address")), topics(members.get("topics")));
  }

  private static Set<Address> addresses(@Nullable Object value) throws JsonRpcException {
    Set<Address> addresses = new LinkedHashSet<>();
    if (value instanceof List<?> list) {
      bound("addresses", list.size(), MOST_CHOICES);
      for (Object each : list) {
        addresses.add(Values.address("address", each));
      }
    } else if (value != null) {
      addresses.add(Values.address("address", value));
    }
    return addresses;
  }

  private static List<Set<Word>> topics(@Nullable Object value) throws JsonRpcException {
    List<Set<Word>> topics = new ArrayList<>();
    if (value == null) {
      return topics;
    }
    List<?> places = Values.list("topics", value);
    bound("topics", places.size(), Log.MAX_TOPICS);
    for (Object place : places) {
      Set<Word> choices = new LinkedHashSet<>();
      boolean any = place == null;
      if (place instanceof List<?> list) {
        bound("topics of a place", list.size(), MOST_CHOICES);
        for (Object choice : list) {
          // As geth has it: null among others stands for any.
          any |= choice == null;
          if (choice != null) {
            choices.add(Values.fullWord("topic", choice));
          }
        }
      } else if (place != null) {
        choices.add(Values.fullWord("topic", place));
      }
      topics.add(any ? Set.of() : choices);
    }
    return topics;
  }

  private static void bound(String what, int count, int most) throws JsonRpcException {
    if (count > most) {
      throw RpcErrors.params("exceed max " + what + ": " + count + ", at most " + most);
    }
  }
}
