package io.ghostbridge.chain.internal;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.proto.chain.v1.DomainEvent;
import io.ghostbridge.proto.chain.v1.DomainSubscription;
import io.ghostbridge.services.Failures;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a subscriber wants to hear of: some names with everything below them, some kinds. */
final class DomainEventFilter {
  private static final int MAXIMUM_DOMAINS = 1000;

  private final Set<String> domains = new HashSet<>();
  private final Set<NameEvent.Kind> kinds = EnumSet.noneOf(NameEvent.Kind.class);

  /** Throws INVALID_ARGUMENT where the request names no name or no kind of event. */
  DomainEventFilter(NameResolver names, DomainSubscription request) {
    if (request.getDomainsCount() > MAXIMUM_DOMAINS) {
      throw Failures.invalid(
          "TOO_MANY_DOMAINS",
          request.getDomainsCount()
              + " names were given, at most "
              + MAXIMUM_DOMAINS
              + " are allowed; give none for all names, or subscribe more than once");
    }
    request.getDomainsList().forEach(name -> domains.add(CanonicalName.of(names, name)));
    request.getEventTypesList().forEach(type -> kinds.add(kind(type)));
  }

  private static NameEvent.Kind kind(String text) {
    for (NameEvent.Kind kind : NameEvent.Kind.values()) {
      if (kind.wireName().equals(text.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw Failures.invalid(
        "EVENT_TYPE_UNKNOWN",
        "the event type "
            + Failures.quote(text)
            + " is none of "
            + Stream.of(NameEvent.Kind.values())
                .map(NameEvent.Kind::wireName)
                .collect(Collectors.joining(", ")));
  }

  /** The events of {@code block} that the subscriber wants, in the order in which they happened. */
  List<DomainEvent> events(Block block) {
    return block.nameEvents().stream()
        .filter(event -> kinds.isEmpty() || kinds.contains(event.kind()))
        .filter(event -> wants(event.name()))
        .map(event -> message(event, block))
        .toList();
  }

  private boolean wants(String name) {
    if (domains.isEmpty()) {
      return true;
    }
    for (String at = name; ; at = at.substring(at.indexOf('.') + 1)) {
      if (domains.contains(at)) {
        return true;
      }
      if (at.indexOf('.') < 0) {
        return false;
      }
    }
  }

  private static DomainEvent message(NameEvent event, Block block) {
    Hash transaction = event.transactionId();
    return DomainEvent.newBuilder()
        .setDomain(event.name())
        .setEventType(event.kind().wireName())
        .setTransactionId(transaction == null ? "" : transaction.toHex())
        .setTimestamp(BlockMessages.seconds(block))
        .putAllMetadata(event.metadata())
        .putMetadata("block_height", Long.toString(block.height()))
        .build();
  }
}
