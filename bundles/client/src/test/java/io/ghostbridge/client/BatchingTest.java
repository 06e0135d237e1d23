package io.ghostbridge.client;

import static io.ghostbridge.client.Answers.failure;
import static io.ghostbridge.client.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceFutureStub;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of a channel that batches; what leaves with what is {@link BatcherTest}'s. */
class BatchingTest {
  private TestNode node;
  private GhostChannel channel;
  private GhostChainServiceFutureStub stub;

  @BeforeEach
  void open() throws IOException {
    node = new TestNode();
    channel =
        GhostChannel.to(node.address())
            .plaintext()
            .batching(new BatchLimits(50, Duration.ofMillis(20)))
            .build();
    stub = GhostChainServiceGrpc.newFutureStub(channel);
  }

  @AfterEach
  void close() {
    node.names.release();
    channel.close();
    node.close();
  }

  @Test
  void aCallAloneIsNotHeldUp() throws Exception {
    assertThat(get(stub.resolveDomain(query("alone"))).getTtl()).isEqualTo(7);
    assertThat(node.names.singles).hasValue(1);
    assertThat(node.names.batches).isEmpty();
  }

  @Test
  void aNodeWithoutBatchesIsAskedOneByOne() throws Exception {
    node.names.withoutBatches = true;
    for (ListenableFuture<DomainResponse> each : batch("a", "b", "c")) {
      assertThat(get(each).getTtl()).isEqualTo(7);
    }
    for (ListenableFuture<DomainResponse> each : batch("d", "e", "f")) {
      assertThat(get(each).getTtl()).isEqualTo(7);
    }
    assertThat(node.names.singles).hasValue(6);
  }

  @Test
  void eachCallKeepsItsDeadlineThoughOthersOfTheBatchWaitLonger() throws Exception {
    node.names.held.set(new CountDownLatch(1));
    List<ListenableFuture<DomainResponse>> patient = new ArrayList<>();
    patient.add(stub.resolveDomain(query("first")));
    patient.add(stub.withDeadlineAfter(15, TimeUnit.SECONDS).resolveDomain(query("patient")));
    var hasty = stub.withDeadlineAfter(100, TimeUnit.MILLISECONDS).resolveDomain(query("hasty"));
    StatusRuntimeException failure = failure(hasty);
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(patient).noneMatch(ListenableFuture::isDone);
    node.names.release();
    assertThat(get(patient.get(0)).getDomain()).isEqualTo("first");
    assertThat(get(patient.get(1)).getDomain()).isEqualTo("patient");
  }

  @Test
  void cancelledCallsLeaveNothing() throws Exception {
    node.names.held.set(new CountDownLatch(1));
    List<ListenableFuture<DomainResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      answers.add(stub.resolveDomain(query("name" + i)));
    }
    answers.forEach(each -> each.cancel(true));
    Awaiting.until("empty", () -> channel.openCalls() == 0);
    node.names.release();
    assertThat(get(stub.resolveDomain(query("after"))).getDomain()).isEqualTo("after");
  }

  @Test
  void aCancelledContextEndsItsCallOnly() throws Exception {
    node.names.held.set(new CountDownLatch(1));
    ListenableFuture<DomainResponse> first = stub.resolveDomain(query("first"));
    Context.CancellableContext context = Context.current().withCancellation();
    ListenableFuture<DomainResponse> within =
        context.call(() -> stub.resolveDomain(query("within")));
    ListenableFuture<DomainResponse> beside = stub.resolveDomain(query("beside"));
    context.cancel(new IllegalStateException("enough"));
    assertThat(failure(within).getStatus().getCode()).isEqualTo(Status.Code.CANCELLED);
    node.names.release();
    assertThat(get(first).getDomain()).isEqualTo("first");
    assertThat(get(beside).getDomain()).isEqualTo("beside");
  }

  @Test
  void callsWithHeadersOrWithoutTheWishGoAlone() throws Exception {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-who", Metadata.ASCII_STRING_MARSHALLER), "me");
    var own = stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    var alone = stub.withOption(GhostChannel.BATCH, false);
    List<ListenableFuture<DomainResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(own.resolveDomain(query("own" + i)));
      answers.add(alone.resolveDomain(query("alone" + i)));
    }
    for (ListenableFuture<DomainResponse> each : answers) {
      assertThat(get(each).getTtl()).isEqualTo(7);
    }
    assertThat(node.names.singles).hasValue(40);
    assertThat(node.names.batches).isEmpty();
  }

  @Test
  void aFailureOfTheBatchIsOneOfEachCall() {
    node.names.failing.set(Status.PERMISSION_DENIED.withDescription("not you"));
    for (ListenableFuture<DomainResponse> each : batch("a", "b", "c")) {
      assertThat(failure(each).getStatus().getDescription()).isEqualTo("not you");
    }
  }

  @Test
  void aCallThatIsCancelledBeforeItsStartIsNotCounted() {
    rawCall().cancel("never mind", null);
    assertThat(channel.openCalls()).isZero();
  }

  @Test
  void aCallWithoutItsMessageFailsAloneAndHoldsUpNobody() throws Exception {
    node.names.held.set(new CountDownLatch(1));
    ListenableFuture<DomainResponse> first = stub.resolveDomain(query("first"));
    ClientCall<DomainQuery, DomainResponse> empty = rawCall();
    Ending ending = new Ending();
    empty.start(ending, new Metadata());
    empty.request(2);
    empty.halfClose();
    ListenableFuture<DomainResponse> beside = stub.resolveDomain(query("beside"));
    node.names.release();
    assertThat(get(first).getDomain()).isEqualTo("first");
    assertThat(get(beside).getDomain()).isEqualTo("beside");
    assertThat(ending.status().getCode()).isEqualTo(Status.Code.INTERNAL);
  }

  @Test
  void aQueryThatIsTooLargeFailsAlone() throws Exception {
    List<ListenableFuture<DomainResponse>> answers =
        batch("first", "x".repeat(TestNode.LARGEST_MESSAGE), "beside");
    assertThat(failure(answers.get(1)).getStatus().getCode())
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(get(answers.get(2)).getDomain()).isEqualTo("beside");
  }

  @Test
  void anAnswerThatNobodyAsksForDoesNotKeepTheCallFromBeingCancelled() throws Exception {
    ClientCall<DomainQuery, DomainResponse> call = rawCall();
    Ending ending = new Ending();
    call.start(ending, new Metadata());
    call.sendMessage(query("name"));
    call.halfClose();
    Awaiting.until("answered", () -> channel.openCalls() == 0);
    call.cancel("enough", null);
    assertThat(ending.status().getCode()).isEqualTo(Status.Code.CANCELLED);
  }

  private ClientCall<DomainQuery, DomainResponse> rawCall() {
    return channel.newCall(GhostChainServiceGrpc.getResolveDomainMethod(), CallOptions.DEFAULT);
  }

  @Test
  void blockingStubsWork() {
    var blocking = GhostChainServiceGrpc.newBlockingStub(channel);
    assertThat(blocking.resolveDomain(query("name")).getDomain()).isEqualTo("name");
    assertThatThrownBy(() -> blocking.resolveDomain(query("nobody")))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("NOT_FOUND");
  }

  private List<ListenableFuture<DomainResponse>> batch(String... names) {
    return Answers.batch(node.names, stub, names);
  }

  private static DomainQuery query(String name) {
    return DomainQuery.newBuilder().setDomain(name).build();
  }
}
