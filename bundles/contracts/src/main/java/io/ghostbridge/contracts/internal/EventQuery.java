package io.ghostbridge.contracts.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.ledger.LogFilter;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.proto.contract.v1.ContractEventQuery;
import io.ghostbridge.proto.contract.v1.TopicChoice;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.WireValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which events a client wants. */
final class EventQuery {
  private static final int MAXIMUM_CHOICES = 1024;

  private EventQuery() {}

  /**
   * @throws io.grpc.StatusRuntimeException if an address or a topic is none, or there are too many
   */
  static LogFilter filter(ContractEventQuery query) {
    bound(query.getContractsCount(), MAXIMUM_CHOICES, "contracts");
    bound(query.getTopicsCount(), Log.MAX_TOPICS, "places of topics");
    Set<Address> addresses = new LinkedHashSet<>();
    for (String contract : query.getContractsList()) {
      addresses.add(WireValues.address(contract, "CONTRACT_INVALID"));
    }
    List<Set<Word>> topics = new ArrayList<>();
    for (TopicChoice choice : query.getTopicsList()) {
      bound(choice.getTopicsCount(), MAXIMUM_CHOICES, "topics of a place");
      Set<Word> words = new LinkedHashSet<>();
      choice.getTopicsList().forEach(topic -> words.add(WireValues.word(topic, "a topic")));
      topics.add(words);
    }
    return new LogFilter(addresses, topics);
  }

  private static void bound(int count, int most, String what) {
    if (count > most) {
      throw Failures.invalid(
          "FILTER_TOO_LARGE", count + " " + what + " were asked for; expected at most " + most);
    }
  }
}
