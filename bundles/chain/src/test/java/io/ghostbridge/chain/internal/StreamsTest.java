package io.ghostbridge.chain.internal;

import static io.ghostbridge.chain.internal.Reasons.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.proto.chain.v1.BlockResponse;
import io.ghostbridge.proto.chain.v1.DomainEvent;
import io.ghostbridge.proto.chain.v1.DomainSubscription;
import io.ghostbridge.proto.common.v1.Empty;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsTest {
  private static final int SUBSCRIBERS = 1000;

  @TempDir Path data;
  private ServedChain chain;

  @BeforeEach
  void serve() throws IOException {
    chain = new ServedChain(data, SUBSCRIBERS);
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  @Test
  void aSubscriberGetsEachBlockAfterTheLatestOnceAndInOrder() throws InterruptedException {
    chain.ledger.commit(List.of(), List.of());
    Listener<Empty, BlockResponse> listener = followBlocks(false);
    for (int i = 0; i < 100; i++) {
      chain.ledger.commit(List.of(), List.of());
    }
    List<BlockResponse> blocks = listener.take(100);
    assertThat(blocks)
        .extracting(BlockResponse::getHeight)
        .containsExactlyElementsOf(range(2, 101));
    assertThat(blocks.getFirst().getHash()).isEqualTo(MemoryLedger.hash(2).toHex());
    assertThat(blocks.getFirst().getParentHash()).isEqualTo(MemoryLedger.hash(1).toHex());
    assertThat(blocks.getFirst().getTimestamp()).isEqualTo(1_700_000_003);
  }

  @Test
  void aThousandSubscribersGetEveryBlock() throws InterruptedException {
    List<Listener<Empty, BlockResponse>> listeners = new ArrayList<>();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      Listener<Empty, BlockResponse> listener = new Listener<>(false);
      chain.async().subscribeBlocks(Empty.getDefaultInstance(), listener);
      listeners.add(listener);
    }
    await(() -> chain.ledger.subscribers.get() == SUBSCRIBERS);
    for (int i = 0; i < 20; i++) {
      chain.ledger.commit(List.of(), List.of());
    }
    for (Listener<Empty, BlockResponse> listener : listeners) {
      assertThat(listener.take(20))
          .extracting(BlockResponse::getHeight)
          .containsExactlyElementsOf(range(1, 20));
    }
    Listener<Empty, BlockResponse> oneTooMany = new Listener<>(false);
    chain.async().subscribeBlocks(Empty.getDefaultInstance(), oneTooMany);
    Throwable refusal = oneTooMany.failure();
    assertThat(Status.fromThrowable(refusal).getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(reasonOf(refusal)).isEqualTo("TOO_MANY_SUBSCRIBERS");
  }

  @Test
  void aReaderThatStopsReadingHoldsOnlyWhatItsWindowHolds() throws InterruptedException {
    Listener<Empty, BlockResponse> listener = followBlocks(true);
    int blocks = 5000;
    int blockBytes = 10_000;
    for (int i = 0; i < blocks; i++) {
      chain.ledger.commit(List.of(), List.of(), blockBytes);
    }
    listener.request(1);
    assertThat(listener.take(1).getFirst().getHeight()).isEqualTo(1);
    settle();
    // Two windows of 64 KB, the transport's 32 KB queue, and one block in hand.
    assertThat(chain.ledger.delivered.get()).isLessThan(60);
    assertThat(listener.waiting()).isZero();
    listener.request(blocks);
    assertThat(listener.take(blocks - 1))
        .extracting(BlockResponse::getHeight)
        .containsExactlyElementsOf(range(2, blocks));
  }

  @Test
  void changesOfANameAndOfEverythingBelowItAreTold() throws InterruptedException {
    Listener<DomainSubscription, DomainEvent> listener =
        followNames(DomainSubscription.newBuilder().addDomains("Alice.ghost").build());
    chain.ledger.commit(
        List.of(),
        List.of(
            event(NameEvent.Kind.REGISTERED, "alice.ghost"),
            event(NameEvent.Kind.REGISTERED, "malice.ghost"),
            event(NameEvent.Kind.UPDATED, "www.alice.ghost"),
            event(NameEvent.Kind.UPDATED, "ghost"),
            event(NameEvent.Kind.UPDATED, "*.alice.ghost")));
    chain.ledger.commit(List.of(), List.of(event(NameEvent.Kind.EXPIRED, "alice.ghost")));
    List<DomainEvent> events = listener.take(4);
    assertThat(events)
        .extracting(event -> event.getEventType() + " " + event.getDomain())
        .containsExactly(
            "registered alice.ghost",
            "updated www.alice.ghost",
            "updated *.alice.ghost",
            "expired alice.ghost");
    assertThat(events.getFirst().getTimestamp()).isEqualTo(1_700_000_001);
    assertThat(events.getFirst().getMetadataMap())
        .containsEntry("owner", "0x1")
        .containsEntry("block_height", "1");
    assertThat(events.getFirst().getTransactionId()).isEqualTo(MemoryLedger.hash(77).toHex());
    assertThat(events.getLast().getTransactionId()).isEmpty();
  }

  @Test
  void onlyTheEventTypesAskedForAreTold() throws InterruptedException {
    Listener<DomainSubscription, DomainEvent> listener =
        followNames(
            DomainSubscription.newBuilder()
                .addEventTypes("transferred")
                .addEventTypes("RENEWED")
                .build());
    List<NameEvent> all = new ArrayList<>();
    for (NameEvent.Kind kind : NameEvent.Kind.values()) {
      all.add(event(kind, "bob.ghost"));
    }
    chain.ledger.commit(List.of(), all);
    assertThat(listener.take(2))
        .extracting(DomainEvent::getEventType)
        .containsExactly("transferred", "renewed");
  }

  @Test
  void aSubscriptionForWhatDoesNotExistIsRefused() {
    assertThat(
            Reasons.assertFails(
                Status.Code.INVALID_ARGUMENT,
                "EVENT_TYPE_UNKNOWN",
                () ->
                    chain
                        .blocking()
                        .subscribeDomainChanges(
                            DomainSubscription.newBuilder().addEventTypes("burned").build())
                        .hasNext()))
        .contains("'burned'", "registered, updated, transferred, renewed, expired");
    Reasons.assertFails(
        Status.Code.INVALID_ARGUMENT,
        "NAME_INVALID",
        () ->
            chain
                .blocking()
                .subscribeDomainChanges(DomainSubscription.newBuilder().addDomains("a..b").build())
                .hasNext());
  }

  @Test
  void aBlockWithManyEventsWaitsForASlowReader() throws InterruptedException {
    Listener<DomainSubscription, DomainEvent> listener = new Listener<>(true);
    chain.async().subscribeDomainChanges(DomainSubscription.getDefaultInstance(), listener);
    await(() -> chain.ledger.subscribers.get() == 1);
    List<NameEvent> events = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      events.add(event(NameEvent.Kind.UPDATED, "n" + i + ".ghost"));
    }
    chain.ledger.commit(List.of(), events);
    chain.ledger.commit(List.of(), List.of(event(NameEvent.Kind.UPDATED, "last.ghost")));
    settle();
    assertThat(chain.ledger.delivered.get()).isEqualTo(1);
    listener.request(30_000);
    List<DomainEvent> told = listener.take(20_001);
    assertThat(told.get(19_999).getDomain()).isEqualTo("n19999.ghost");
    assertThat(told.getLast().getDomain()).isEqualTo("last.ghost");
  }

  @Test
  void aClientThatLeavesIsForgotten() {
    Listener<Empty, BlockResponse> listener = followBlocks(false);
    listener.cancel();
    await(() -> chain.ledger.subscribers.get() == 0);
    chain.ledger.commit(List.of(), List.of());
  }

  @Test
  void streamsEndWithTheBundleAndNoneBeginsAfterIt() {
    List<Listener<Empty, BlockResponse>> listeners =
        List.of(followBlocks(false), followBlocks(true));
    chain.service.endStreams();
    for (Listener<Empty, BlockResponse> listener : listeners) {
      assertStopping(listener.failure());
    }
    await(() -> chain.ledger.subscribers.get() == 0);
    Listener<Empty, BlockResponse> late = new Listener<>(false);
    chain.async().subscribeBlocks(Empty.getDefaultInstance(), late);
    assertStopping(late.failure());
  }

  @Test
  void streamsEndWhenTheLedgerStops() {
    Listener<Empty, BlockResponse> listener = followBlocks(false);
    chain.ledger.stop();
    assertStopping(listener.failure());
  }

  private static void assertStopping(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status.getDescription()).isEqualTo("the node is stopping, reconnect");
    assertThat(reasonOf(failure)).isEqualTo("NODE_STOPPING");
  }

  private Listener<Empty, BlockResponse> followBlocks(boolean onRequestOnly) {
    int before = chain.ledger.subscribers.get();
    Listener<Empty, BlockResponse> listener = new Listener<>(onRequestOnly);
    chain.async().subscribeBlocks(Empty.getDefaultInstance(), listener);
    await(() -> chain.ledger.subscribers.get() > before);
    return listener;
  }

  private Listener<DomainSubscription, DomainEvent> followNames(DomainSubscription request) {
    Listener<DomainSubscription, DomainEvent> listener = new Listener<>(false);
    chain.async().subscribeDomainChanges(request, listener);
    await(() -> chain.ledger.subscribers.get() == 1);
    return listener;
  }

  private static NameEvent event(NameEvent.Kind kind, String name) {
    return new NameEvent(
        kind,
        name,
        kind == NameEvent.Kind.EXPIRED ? null : MemoryLedger.hash(77),
        Map.of("owner", "0x1"));
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** Until the number of delivered blocks stands still for a while; no condition marks a wait. */
  private void settle() {
    int seen = -1;
    while (seen != chain.ledger.delivered.get()) {
      seen = chain.ledger.delivered.get();
      LockSupport.parkNanos(300_000_000);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited a minute").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
