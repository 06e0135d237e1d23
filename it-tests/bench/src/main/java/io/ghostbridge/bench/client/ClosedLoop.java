package io.ghostbridge.bench.client;

import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceStub;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a number of calls of ResolveDomain on the way through a channel: each answer is followed by
 * the next call, for another of the registered names, until it is ended. Answers are checked.
 */
public final class ClosedLoop implements AutoCloseable {
  private final GhostChainServiceStub stub;

  /** Made once: formatting them anew took a sixth of the processor time of batched calls. */
  private final List<String> names;

  private final LongAdder answers = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final AtomicLong longestNanos = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CountDownLatch left;

  /**
   * Begins.
   *
   * @param names how many of {@link BenchNames} are registered
   * @param callsOnTheWay how many calls are open at any time
   */
  public ClosedLoop(Channel channel, int names, int callsOnTheWay) {
    this.stub = GhostChainServiceGrpc.newStub(channel);
    this.names = IntStream.range(0, names).mapToObj(BenchNames::name).toList();
    this.left = new CountDownLatch(callsOnTheWay);
    for (int i = 0; i < callsOnTheWay; i++) {
      new Caller(i % names).call();
    }
  }

  /** Answers that were right, so far. */
  public long answers() {
    return answers.sum();
  }

  /** Calls that failed or had a wrong answer, so far. */
  public long failures() {
    return failures.sum();
  }

  /** The first of them. */
  public @Nullable Throwable firstFailure() {
    return firstFailure.get();
  }

  /** From the call to its answer, the longest since this was asked for last, in microseconds. */
  public long takeLongestMicros() {
    return longestNanos.getAndSet(0) / 1000;
  }

  /** Makes no more calls, and returns when those on the way have ended. */
  @Override
  public void close() {
    ended.set(true);
    try {
      left.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Caller implements StreamObserver<DomainResponse> {
    private int name;
    private long began;

    Caller(int name) {
      this.name = name;
    }

    void call() {
      name = (name + 1) % names.size();
      began = System.nanoTime();
      stub.resolveDomain(DomainQuery.newBuilder().setDomain(names.get(name)).build(), this);
    }

    @Override
    public void onNext(DomainResponse answer) {
      if (!answer.getDomain().equals(names.get(name)) || answer.getRecordsCount() != 1) {
        failed(
            Status.DATA_LOSS
                .withDescription("a wrong answer for " + names.get(name) + ": " + answer)
                .asRuntimeException());
      }
    }

    @Override
    public void onError(Throwable failure) {
      failed(failure);
      next();
    }

    @Override
    public void onCompleted() {
      answers.increment();
      longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
      next();
    }

    private void failed(Throwable failure) {
      failures.increment();
      firstFailure.compareAndSet(null, failure);
    }

    private void next() {
      if (ended.get()) {
        left.countDown();
      } else {
        call();
      }
    }
  }
}
