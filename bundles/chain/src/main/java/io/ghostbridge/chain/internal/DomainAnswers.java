package io.ghostbridge.chain.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.proto.chain.v1.DNSRecord;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Network;
import io.grpc.Status;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Answers to ResolveDomain, signed and serialised once. A stored answer is good for as long as the
 * resolver still holds the very entry that it was made from, so a block that changes the name is
 * all the invalidation there is.
 */
final class DomainAnswers {
  /** Longer queries are answered, but not worth keeping. */
  private static final int LONGEST_KEPT_REQUEST = 512;

  /** Bytes that an entry of the cache takes beside its two byte arrays. */
  private static final int ENTRY_OVERHEAD = 200;

  private final NameResolver names;
  private final Network network;
  private final SigningKey key;
  private final Cache<ResolveRequest, Prepared> prepared;

  private record Prepared(NameEntry entry, SerializedMessage answer) {}

  DomainAnswers(NameResolver names, Network network, SigningKey key, long cacheBytes) {
    this.names = names;
    this.network = network;
    this.key = key;
    this.prepared =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .weigher(
                (ResolveRequest request, Prepared value) ->
                    ENTRY_OVERHEAD + request.size() + value.answer().size())
            // Upkeep on the calling thread: no task in a common pool outlives the bundle.
            .executor(Runnable::run)
            .build();
  }

  /** The answer if it is ready, else null. Never blocks. */
  @Nullable SerializedMessage ready(ResolveRequest request) {
    Prepared found = prepared.getIfPresent(request);
    return found != null && isCurrent(found.entry()) ? found.answer() : null;
  }

  @SuppressWarnings(
      "ReferenceEquality") // The resolver's contract: the same object while unchanged.
  private boolean isCurrent(NameEntry entry) {
    return names.cached(entry.name()) == entry;
  }

  /** Makes the answer; may block, and costs a signature. */
  SerializedMessage make(ResolveRequest request) {
    DomainQuery query = request.parse();
    network.require(query.getNetwork());
    SortedSet<String> types = RecordTypes.canonical(query.getRecordTypesList());
    NameEntry entry = find(CanonicalName.of(names, query.getDomain()));
    SerializedMessage answer = SerializedMessage.of(answer(entry, types));
    if (request.size() <= LONGEST_KEPT_REQUEST) {
      prepared.put(request, new Prepared(entry, answer));
    }
    return answer;
  }

  private NameEntry find(String name) {
    NameEntry cached = names.cached(name);
    if (cached != null) {
      return cached;
    }
    try {
      return names
          .find(name)
          .orElseThrow(
              () ->
                  Failures.of(
                      Status.Code.NOT_FOUND,
                      "NAME_NOT_FOUND",
                      "the name '" + name + "' is not registered on " + network.chainId()));
    } catch (NameSourceException e) {
      throw Failures.of(Status.Code.UNAVAILABLE, "NAME_SOURCE_UNAVAILABLE", e);
    }
  }

  private DomainResponse answer(NameEntry entry, SortedSet<String> types) {
    DomainResponse.Builder answer =
        DomainResponse.newBuilder()
            .setDomain(entry.name())
            .setOwnerId(entry.owner())
            .setTimestamp(entry.timestamp())
            .setBlockHeight(entry.version());
    int ttl = Integer.MAX_VALUE;
    for (NameRecord each : entry.records()) {
      if (types.isEmpty() || types.contains(each.type())) {
        ttl = Math.min(ttl, each.ttl());
        answer.addRecords(
            DNSRecord.newBuilder()
                .setType(each.type())
                .setValue(each.value())
                .setPriority(each.priority())
                .setTtl(each.ttl()));
      }
    }
    answer.setTtl(answer.getRecordsCount() == 0 ? 0 : ttl);
    DomainSignature.sign(answer, network.chainId(), types, key);
    return answer.build();
  }
}
