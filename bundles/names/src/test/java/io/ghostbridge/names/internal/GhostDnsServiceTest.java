package io.ghostbridge.names.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.api.dns.DnsTransportStatistics;
import io.ghostbridge.api.dns.DnsTransportStatistics.Snapshot;
import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.proto.dns.v1.CacheFlushRequest;
import io.ghostbridge.proto.dns.v1.CacheStats;
import io.ghostbridge.proto.dns.v1.DNSStats;
import io.ghostbridge.proto.dns.v1.ZoneRecord;
import io.ghostbridge.proto.dns.v1.ZoneUpdate;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GhostDnsServiceTest {
  private static final CallerIdentity OPERATOR = new CallerIdentity("local:0", true);

  @TempDir Path data;
  private final ChangingSource ghost = new ChangingSource("ghost");
  private NamesComponent names;
  private GhostDnsService service;

  @BeforeEach
  void start() {
    names = new NamesComponent(data, 8, 8);
    names.addSource(ghost, Map.of());
    service = new GhostDnsService(names);
  }

  /** Calls as the dispatcher does; a call that fails throws its status. */
  private static <Q, R> R call(
      CallerIdentity caller, BiConsumer<Q, StreamObserver<R>> method, Q request) {
    var response = new AtomicReference<@Nullable R>();
    CallContext.run(caller, () -> method.accept(request, new Single<>(response)));
    R value = response.get();
    if (value == null) {
      throw new AssertionError("the call gave no response");
    }
    return value;
  }

  private static ZoneRecord record(String name, String type, String value) {
    return ZoneRecord.newBuilder().setName(name).setType(type).setValue(value).setTtl(60).build();
  }

  private void update(boolean replaceAll, ZoneRecord... records) {
    var update = ZoneUpdate.newBuilder().setZone("Office.Test.").setReplaceAll(replaceAll);
    for (ZoneRecord each : records) {
      update.addRecords(each);
    }
    call(OPERATOR, service::updateZone, update.build());
  }

  private static void assertRefused(Runnable call, Status.Code code, String reason) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(code);
              ErrorInfo info = errorInfo(e);
              assertThat(info.getReason()).isEqualTo(reason);
              assertThat(info.getDomain()).isEqualTo("ghostbridge.io");
            });
  }

  private static ErrorInfo errorInfo(StatusRuntimeException e) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    try {
      if (status == null) {
        throw new AssertionError("the failure has no details", e);
      }
      return status.getDetails(0).unpack(ErrorInfo.class);
    } catch (InvalidProtocolBufferException bad) {
      throw new AssertionError(bad);
    }
  }

  @Test
  void operatorCallsAreRefusedToOthers() {
    CacheFlushRequest flush = CacheFlushRequest.newBuilder().setFlushAll(true).build();
    assertRefused(
        () -> call(CallerIdentity.ANONYMOUS, service::flushCache, flush),
        Status.Code.PERMISSION_DENIED,
        "OPERATOR_REQUIRED");
    assertRefused(
        () -> call(CallerIdentity.ANONYMOUS, service::updateZone, ZoneUpdate.getDefaultInstance()),
        Status.Code.PERMISSION_DENIED,
        "OPERATOR_REQUIRED");
  }

  @Test
  void anUpdatedZoneIsServedAtOnceAndAfterARestart() {
    update(false, record("www", "A", "192.0.2.1"), record("@", "TXT", "\"hello world\""));
    assertThat(Ask.address(names, "www.office.test")).isEqualTo("192.0.2.1");
    update(false, record("www.office.test.", "A", "192.0.2.2"));
    assertThat(Ask.address(names, "www.office.test")).isEqualTo("192.0.2.2");
    var restarted = new NamesComponent(data, 8, 8);
    assertThat(Ask.address(restarted, "www.office.test")).isEqualTo("192.0.2.2");
    assertThat(Ask.address(restarted, "other.office.test")).isEqualTo("NXDOMAIN");
  }

  @Test
  void anUpdateReplacesTheSetsItNamesOrTheWholeZone() throws Exception {
    update(
        false,
        record("www", "A", "192.0.2.1"),
        record("www", "TXT", "stays"),
        record("ftp", "A", "192.0.2.3"));
    update(false, record("www", "A", "192.0.2.2"), record("ftp", "A", ""));
    assertThat(names.find("www.office.test").orElseThrow().records()).hasSize(2);
    assertThat(names.find("ftp.office.test")).isEmpty();
    update(true, record("new", "MX", "10 mail.example."));
    assertThat(names.find("www.office.test")).isEmpty();
    assertThat(names.find("new.office.test").orElseThrow().records())
        .singleElement()
        .satisfies(each -> assertThat(each.priority()).isEqualTo(10));
    update(true);
    assertThat(Ask.address(names, "new.office.test")).isEqualTo("REFUSED");
    assertThat(data.resolve("names/zones/office.test.zone")).doesNotExist();
  }

  @Test
  void theSerialGrowsWithEachUpdate() {
    update(false, record("www", "A", "192.0.2.1"));
    long first = serial();
    update(false, record("www", "A", "192.0.2.2"));
    assertThat(serial()).isGreaterThan(first);
  }

  private long serial() {
    try {
      return Files.readAllLines(data.resolve("names/zones/office.test.zone")).stream()
          .filter(line -> line.contains("SOA"))
          .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[6]))
          .findFirst()
          .orElseThrow();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void zonesOfOtherSourcesAreRefusedWithNothingChanged() {
    for (String zone : new String[] {"ghost", "alice.ghost", "GHOST."}) {
      ZoneUpdate update =
          ZoneUpdate.newBuilder().setZone(zone).addRecords(record("@", "A", "192.0.2.6")).build();
      assertRefused(
          () -> call(OPERATOR, service::updateZone, update),
          Status.Code.FAILED_PRECONDITION,
          "ZONE_CLAIMED");
    }
    assertThat(Ask.address(names, "alice.ghost")).isEqualTo("NXDOMAIN");
  }

  @Test
  void aZoneFileCannotShadowASourceThatComesLater() {
    ghost.set("alice.ghost", "192.0.2.1");
    var fresh = new NamesComponent(data, 8, 8);
    var service = new GhostDnsService(fresh);
    ZoneUpdate update =
        ZoneUpdate.newBuilder()
            .setZone("alice.ghost")
            .addRecords(record("@", "A", "203.0.113.66"))
            .build();
    call(OPERATOR, service::updateZone, update);
    assertThat(Ask.address(fresh, "alice.ghost")).isEqualTo("203.0.113.66");
    fresh.addSource(ghost, Map.of());
    assertThat(Ask.address(fresh, "alice.ghost")).isEqualTo("192.0.2.1");
  }

  @Test
  void badRecordsAreNamedAndNothingChanges() {
    update(false, record("www", "A", "192.0.2.1"));
    ZoneRecord good = record("www", "A", "192.0.2.99");
    for (ZoneRecord bad :
        new ZoneRecord[] {
          record("www", "A", "not an address"),
          record("www", "SOA", "a. b. 1 2 3 4 5"),
          record("www", "a", "192.0.2.1"),
          record("www", "NONE", "x"),
          record("www.elsewhere.test.", "A", "192.0.2.1"),
          record("a..b", "A", "192.0.2.1"),
          record("@", "CNAME", "www"),
          record("www", "CNAME", "ftp.office.test."),
        }) {
      assertRefused(() -> update(false, good, bad), Status.Code.INVALID_ARGUMENT, "BAD_RECORD");
    }
    assertThat(Ask.address(names, "www.office.test")).isEqualTo("192.0.2.1");
  }

  @Test
  void anUnreadableZoneFileIsNotServedAndTheOthersAre() throws Exception {
    Path zones = Files.createDirectories(data.resolve("names/zones"));
    Files.writeString(zones.resolve("bad.test.zone"), "@ 60 A not-an-address\n");
    Files.writeString(zones.resolve("include.test.zone"), "$INCLUDE /etc/hostname\n");
    Files.writeString(zones.resolve("outside.test.zone"), "www.elsewhere.test. 60 A 192.0.2.1\n");
    Files.writeString(zones.resolve("good.test.zone"), "@ 60 A 192.0.2.1\n");
    var fresh = new NamesComponent(data, 8, 8);
    assertThat(Ask.address(fresh, "good.test")).isEqualTo("192.0.2.1");
    assertThat(Ask.address(fresh, "bad.test")).isEqualTo("REFUSED");
    assertThat(Ask.address(fresh, "include.test")).isEqualTo("REFUSED");
    assertThat(Ask.address(fresh, "outside.test")).isEqualTo("REFUSED");
  }

  @Test
  void flushingForgetsNamesAndEverythingBelowThem() {
    ghost.set("www.alice.ghost", "192.0.2.1");
    ghost.set("bob.ghost", "192.0.2.2");
    Ask.address(names, "www.alice.ghost");
    Ask.address(names, "bob.ghost");
    call(
        OPERATOR,
        service::flushCache,
        CacheFlushRequest.newBuilder().addDomains("Alice.ghost").build());
    assertThat(names.cached(Ask.question("www.alice.ghost"))).isNull();
    assertThat(names.cached(Ask.question("bob.ghost"))).isNotNull();
    call(OPERATOR, service::flushCache, CacheFlushRequest.newBuilder().setFlushAll(true).build());
    assertThat(names.cached(Ask.question("bob.ghost"))).isNull();
    assertThat(status().getEntriesCount()).isZero();
    assertThat(status().getMemoryBytes()).isZero();
    assertRefused(
        () -> call(OPERATOR, service::flushCache, CacheFlushRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "NOTHING_TO_FLUSH");
  }

  private CacheStats status() {
    return call(CallerIdentity.ANONYMOUS, service::getCacheStatus, Empty.getDefaultInstance());
  }

  @Test
  void theCacheStatusIsWhatHappened() {
    ghost.set("bob.ghost", "192.0.2.2");
    Ask.address(names, "bob.ghost");
    // One entry and one answer were missed and are held now.
    assertThat(status().getEntriesCount()).isEqualTo(2);
    assertThat(status().getMissesTotal()).isEqualTo(2);
    assertThat(status().getHitsTotal()).isZero();
    assertThat(status().getMemoryBytes()).isBetween(400L, 1200L);
    Ask.address(names, "bob.ghost");
    Ask.address(names, "bob.ghost");
    assertThat(status().getHitsTotal()).isEqualTo(2);
    assertThat(status().getHitRate()).isEqualTo(0.5);
  }

  @Test
  void theStatisticsAreTheSumOfTheTransports() {
    DnsTransportStatistics first =
        () -> new Snapshot(10, 4, 6_000_000, 3, 1, Map.of("A", 10L), Map.of("NOERROR", 3L));
    DnsTransportStatistics second =
        () -> new Snapshot(1, 1, 2_000_000, 1, 2, Map.of("A", 1L), Map.of("NXDOMAIN", 1L));
    service.addTransport(first);
    service.addTransport(second);
    Ask.address(names, "bob.ghost");
    DNSStats stats = call(CallerIdentity.ANONYMOUS, service::getStats, Empty.getDefaultInstance());
    assertThat(stats.getQueriesTotal()).isEqualTo(11);
    assertThat(stats.getCacheHits()).isEqualTo(5);
    assertThat(stats.getAvgResponseTimeMs()).isEqualTo(2.0);
    assertThat(stats.getActiveConnections()).isEqualTo(3);
    assertThat(stats.getQueryTypesMap()).isEqualTo(Map.of("A", 11L));
    assertThat(stats.getResponseCodesMap()).isEqualTo(Map.of("NOERROR", 3L, "NXDOMAIN", 1L));
    // The name, what is below it, and the wildcard.
    assertThat(stats.getBlockchainQueries()).isEqualTo(3);
    service.removeTransport(first);
    assertThat(
            call(CallerIdentity.ANONYMOUS, service::getStats, Empty.getDefaultInstance())
                .getQueriesTotal())
        .isEqualTo(1);
  }

  private record Single<R>(AtomicReference<@Nullable R> response) implements StreamObserver<R> {
    @Override
    public void onNext(R value) {
      response.set(value);
    }

    @Override
    public void onError(Throwable cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void onCompleted() {}
  }
}
