package io.ghostbridge.client;

import io.ghostbridge.proto.chain.v1.ChainInfo;
import io.ghostbridge.proto.chain.v1.DomainFailure;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.DomainResult;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.ResolveDomainsRequest;
import io.ghostbridge.proto.chain.v1.ResolveDomainsResponse;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.common.v1.Empty;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Names as the chain's service answers them: each name exists, but those that begin with "no". What
 * it answers and when, a test says.
 */
final class TestNames extends GhostChainServiceGrpc.GhostChainServiceImplBase {
  final AtomicInteger singles = new AtomicInteger();
  final AtomicInteger submissions = new AtomicInteger();
  final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
  final AtomicReference<@Nullable CountDownLatch> held = new AtomicReference<>();
  final AtomicReference<@Nullable Status> failing = new AtomicReference<>();

  /** What failures say of when to try again (gRFC A6). */
  final AtomicReference<@Nullable String> pushback = new AtomicReference<>();

  /** So many single queries find it away, before {@link #failing} counts. */
  final AtomicInteger away = new AtomicInteger();

  volatile int mostQueries = 256;
  volatile boolean withoutBatches;

  @Override
  public void resolveDomain(DomainQuery query, StreamObserver<DomainResponse> out) {
    singles.incrementAndGet();
    hold();
    boolean isAway = away.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    Status failure = isAway ? Status.UNAVAILABLE : failing.get();
    if (failure != null) {
      out.onError(failure.asRuntimeException(trailers()));
    } else if (query.getDomain().startsWith("no")) {
      out.onError(
          Status.NOT_FOUND.withDescription(query.getDomain() + " alone").asRuntimeException());
    } else {
      out.onNext(answer(query));
      out.onCompleted();
    }
  }

  private Metadata trailers() {
    Metadata trailers = new Metadata();
    String millis = pushback.get();
    if (millis != null) {
      trailers.put(
          Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER), millis);
    }
    return trailers;
  }

  @Override
  public void resolveDomains(
      ResolveDomainsRequest request, StreamObserver<ResolveDomainsResponse> out) {
    if (withoutBatches) {
      out.onError(Status.UNIMPLEMENTED.asRuntimeException());
      return;
    }
    batches.add(request.getQueriesCount());
    if (request.getQueriesCount() > mostQueries) {
      out.onError(Status.INVALID_ARGUMENT.withDescription("too many").asRuntimeException());
      return;
    }
    hold();
    Status failure = failing.get();
    if (failure != null) {
      out.onError(failure.asRuntimeException());
      return;
    }
    ResolveDomainsResponse.Builder response = ResolveDomainsResponse.newBuilder();
    for (DomainQuery query : request.getQueriesList()) {
      response.addResults(result(query));
    }
    out.onNext(response.build());
    out.onCompleted();
  }

  private static DomainResult result(DomainQuery query) {
    String name = query.getDomain();
    if (name.startsWith("no") || name.startsWith("busy")) {
      boolean busy = name.startsWith("busy");
      return DomainResult.newBuilder()
          .setFailure(
              DomainFailure.newBuilder()
                  .setCode((busy ? Status.Code.UNAVAILABLE : Status.Code.NOT_FOUND).value())
                  .setMessage("the name '" + name + "' is not here")
                  .setReason(busy ? "NAME_SOURCE_UNAVAILABLE" : "NAME_NOT_FOUND"))
          .build();
    }
    return DomainResult.newBuilder().setResponse(answer(query)).build();
  }

  @Override
  public void submitTransaction(
      SubmitTransactionRequest request, StreamObserver<TransactionResponse> out) {
    submissions.incrementAndGet();
    Status failure = failing.get();
    if (failure != null) {
      out.onError(failure.asRuntimeException());
    } else {
      out.onNext(TransactionResponse.getDefaultInstance());
      out.onCompleted();
    }
  }

  @Override
  public void getChainInfo(Empty request, StreamObserver<ChainInfo> out) {
    hold();
    out.onNext(ChainInfo.newBuilder().setChainId("test-1").build());
    out.onCompleted();
  }

  private static DomainResponse answer(DomainQuery query) {
    return DomainResponse.newBuilder().setDomain(query.getDomain()).setTtl(7).build();
  }

  /** Lets go of the calls that are held, and holds no more. */
  void release() {
    CountDownLatch latch = held.getAndSet(null);
    if (latch != null) {
      latch.countDown();
    }
  }

  private void hold() {
    CountDownLatch latch = held.get();
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
