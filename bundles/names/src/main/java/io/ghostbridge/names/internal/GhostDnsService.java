package io.ghostbridge.names.internal;

import io.ghostbridge.api.dns.DnsTransportStatistics;
import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.dns.v1.CacheFlushRequest;
import io.ghostbridge.proto.dns.v1.CacheStats;
import io.ghostbridge.proto.dns.v1.DNSStats;
import io.ghostbridge.proto.dns.v1.GhostDNSServiceGrpc.GhostDNSServiceImplBase;
import io.ghostbridge.proto.dns.v1.ZoneUpdate;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Operators;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ghost.dns.v1.GhostDNSService}. */
@Component(service = BindableService.class)
public final class GhostDnsService extends GhostDNSServiceImplBase {
  private static final Logger log = LoggerFactory.getLogger(GhostDnsService.class);
  private static final double NANOS_A_MILLISECOND = 1e6;

  private final NamesComponent names;
  private final List<DnsTransportStatistics> transports = new CopyOnWriteArrayList<>();

  /** A service in front of {@code names}. */
  @Activate
  public GhostDnsService(@Reference NamesComponent names) {
    this.names = names;
  }

  /** Adds a transport's figures to those of {@code GetStats}. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addTransport(DnsTransportStatistics transport) {
    transports.add(transport);
  }

  /** Leaves a transport's figures out. */
  public void removeTransport(DnsTransportStatistics transport) {
    transports.remove(transport);
  }

  @Override
  public void getStats(Empty request, StreamObserver<DNSStats> response) {
    long queries = 0;
    long cacheHits = 0;
    long responses = 0;
    long nanos = 0;
    long connections = 0;
    var types = new HashMap<String, Long>();
    var codes = new HashMap<String, Long>();
    for (DnsTransportStatistics transport : transports) {
      DnsTransportStatistics.Snapshot each = transport.snapshot();
      queries += each.queries();
      cacheHits += each.cacheHits();
      responses += each.responses();
      nanos += each.responseNanos();
      connections += each.openConnections();
      each.queryTypes().forEach((type, count) -> types.merge(type, count, Long::sum));
      each.responseCodes().forEach((code, count) -> codes.merge(code, count, Long::sum));
    }
    reply(
        response,
        DNSStats.newBuilder()
            .setQueriesTotal(queries)
            .setCacheHits(cacheHits)
            .setBlockchainQueries(names.sourceReads())
            .setAvgResponseTimeMs(responses == 0 ? 0 : nanos / NANOS_A_MILLISECOND / responses)
            .setActiveConnections(connections)
            .putAllQueryTypes(types)
            .putAllResponseCodes(codes)
            .build());
  }

  @Override
  public void flushCache(CacheFlushRequest request, StreamObserver<Empty> response) {
    Operators.require("FlushCache");
    if (request.getFlushAll()) {
      names.forgetAll();
    } else if (request.getDomainsCount() == 0) {
      throw Failures.of(
          Status.Code.INVALID_ARGUMENT,
          "NOTHING_TO_FLUSH",
          "neither domains nor flush_all is given; give the names to forget, or flush_all = true");
    } else {
      names.forget(canonical(request.getDomainsList()));
    }
    log.info(
        "event=cache_flushed caller={} all={} domains={}",
        CallContext.caller().name(),
        request.getFlushAll(),
        request.getDomainsCount());
    reply(response, Empty.getDefaultInstance());
  }

  private static List<String> canonical(List<String> domains) {
    var canonical = new ArrayList<String>();
    for (String domain : domains) {
      try {
        canonical.add(CanonicalNames.of(domain));
      } catch (IllegalArgumentException e) {
        throw Failures.of(Status.Code.INVALID_ARGUMENT, "BAD_NAME", String.valueOf(e.getMessage()));
      }
    }
    return canonical;
  }

  @Override
  public void updateZone(ZoneUpdate request, StreamObserver<Empty> response) {
    Operators.require("UpdateZone");
    try {
      names.operatorZones().update(ZoneChange.of(request));
    } catch (ZoneUpdateException e) {
      throw refusal(e);
    } catch (IOException e) {
      log.error("event=zone_write_failed zone={}", request.getZone(), e);
      throw Failures.of(
          Status.Code.INTERNAL,
          "ZONE_NOT_WRITTEN",
          "the zone file could not be written and nothing changed; see the node's log");
    }
    reply(response, Empty.getDefaultInstance());
  }

  private static StatusRuntimeException refusal(ZoneUpdateException e) {
    Status.Code code =
        switch (e.reason()) {
          case ZONE_CLAIMED -> Status.Code.FAILED_PRECONDITION;
          case BAD_RECORD -> Status.Code.INVALID_ARGUMENT;
        };
    return Failures.of(code, e.reason().name(), String.valueOf(e.getMessage()));
  }

  @Override
  public void getCacheStatus(Empty request, StreamObserver<CacheStats> response) {
    FreshCache.Figures figures = names.cacheFigures();
    long asked = figures.hits() + figures.misses();
    reply(
        response,
        CacheStats.newBuilder()
            .setEntriesCount(figures.entries())
            .setMemoryBytes(figures.bytes())
            .setHitsTotal(figures.hits())
            .setMissesTotal(figures.misses())
            .setHitRate(asked == 0 ? 0 : (double) figures.hits() / asked)
            .setEvictionsTotal(figures.evictions())
            .build());
  }

  private static <T> void reply(StreamObserver<T> response, T message) {
    response.onNext(message);
    response.onCompleted();
  }
}
