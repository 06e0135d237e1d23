package io.ghostbridge.client;

import com.google.common.util.concurrent.ListenableFuture;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceFutureStub;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Calls on the way, and how they end. */
final class Answers {
  private Answers() {}

  /** The first leaves at once; the others, made while it is on the way, leave together. */
  static List<ListenableFuture<DomainResponse>> batch(
      TestNames names, GhostChainServiceFutureStub stub, String... wanted) {
    names.held.set(new CountDownLatch(1));
    List<ListenableFuture<DomainResponse>> answers = new ArrayList<>();
    for (String name : wanted) {
      answers.add(stub.resolveDomain(DomainQuery.newBuilder().setDomain(name).build()));
    }
    names.release();
    return answers;
  }

  static DomainResponse get(ListenableFuture<DomainResponse> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }

  static StatusRuntimeException failure(ListenableFuture<DomainResponse> answer) {
    try {
      throw new AssertionError("answered: " + get(answer));
    } catch (ExecutionException e) {
      return Status.fromThrowable(e).asRuntimeException(Status.trailersFromThrowable(e));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
