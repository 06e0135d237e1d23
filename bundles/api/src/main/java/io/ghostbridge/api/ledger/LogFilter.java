package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Word;
import java.util.List;
import java.util.Set;

/**
 * Which events are wanted, as {@code eth_getLogs} says it.
 *
 * @param addresses of these contracts; of any if there is none
 * @param topics for each place the words that may be there; any word, or none at all, where there
 *     is none. An event with fewer topics than places does not match
 */
public record LogFilter(Set<Address> addresses, List<Set<Word>> topics) {
  /** All events. */
  public static final LogFilter ALL = new LogFilter(Set.of(), List.of());

  /** Copies both. */
  public LogFilter {
    addresses = Set.copyOf(addresses);
    topics = topics.stream().map(Set::copyOf).toList();
  }

  /** Whether {@code log} is wanted. */
  public boolean matches(Log log) {
    if (!addresses.isEmpty() && !addresses.contains(log.address())) {
      return false;
    }
    if (log.topics().size() < topics.size()) {
      return false;
    }
    for (int i = 0; i < topics.size(); i++) {
      if (!topics.get(i).isEmpty() && !topics.get(i).contains(log.topics().get(i))) {
        return false;
      }
    }
    return true;
  }
}
