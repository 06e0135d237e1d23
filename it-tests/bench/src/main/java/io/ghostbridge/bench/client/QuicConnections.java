package io.ghostbridge.bench.client;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.internal.http3.Http3Connection;
import io.ghostbridge.client.internal.http3.QuicDialer;
import io.ghostbridge.client.internal.http3.QuicTls;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceStub;
import io.grpc.stub.StreamObserver;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Many open HTTP/3 connections of the Java client, some of which share a socket, each with a call
 * of ResolveDomain every few seconds. Latencies count from when all are open.
 */
public final class QuicConnections implements AutoCloseable {
  private static final int HANDSHAKE_MILLIS = 20_000;
  private static final int HANDSHAKES_AT_A_TIME = 16;
  private static final int MOST_SAMPLES = 1_000_000;
  private static final int DEADLINE_SECONDS = 20;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final QuicDialer dialer;
  private final int port;
  private final int secondsBetweenCalls;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder calls = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
  private final long[] latencies = new long[MOST_SAMPLES];
  private final AtomicInteger samples = new AtomicInteger();
  private final AtomicLong countedFrom = new AtomicLong(Long.MAX_VALUE);

  /**
   * What came of it.
   *
   * @param p99Micros of the calls that began when all connections were open
   * @param firstFailure null if there were no errors
   */
  public record Result(
      int open, long calls, long errors, long p99Micros, @Nullable Throwable firstFailure) {}

  /**
   * @param certificate that the node at {@code port} of the loopback address shows
   */
  public QuicConnections(int port, Path certificate, int secondsBetweenCalls) {
    this.port = port;
    this.secondsBetweenCalls = secondsBetweenCalls;
    this.dialer =
        new QuicDialer(
            group, QuicTls.of(ClientTls.trusting(certificate)), Runnable::run, HANDSHAKE_MILLIS);
  }

  /**
   * Opens {@code count} connections as fast as the node shakes hands, and lets them call for {@code
   * seconds} more.
   *
   * @throws BenchmarkException if a connection cannot be opened within a minute
   */
  public Result run(int count, int seconds) throws BenchmarkException, InterruptedException {
    Semaphore shaking = new Semaphore(HANDSHAKES_AT_A_TIME);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < count; i++) {
      if (!shaking.tryAcquire(1, TimeUnit.MINUTES)) {
        throw new BenchmarkException(open.get() + " connections are open, and no more come");
      }
      int number = i;
      var _ =
          dialer
              .dial(address, "localhost", "localhost:" + port)
              .whenComplete(
                  (connection, failure) -> {
                    shaking.release();
                    if (connection == null) {
                      failed(failure);
                    } else {
                      open.incrementAndGet();
                      begin(connection, number);
                    }
                  });
    }
    if (!shaking.tryAcquire(HANDSHAKES_AT_A_TIME, 1, TimeUnit.MINUTES)) {
      throw new BenchmarkException(open.get() + " connections are open, and no more come");
    }
    countedFrom.set(System.nanoTime());
    TimeUnit.SECONDS.sleep(seconds);
    int taken = Math.min(samples.get(), MOST_SAMPLES);
    long[] sorted = Arrays.copyOf(latencies, taken);
    Arrays.sort(sorted);
    return new Result(
        open.get(),
        calls.sum(),
        errors.sum(),
        taken == 0 ? 0 : sorted[(int) Math.min(taken - 1L, taken * 99L / 100)] / 1000,
        firstFailure.get());
  }

  private void begin(Http3Connection connection, int number) {
    GhostChainServiceStub stub =
        GhostChainServiceGrpc.newStub(connection).withExecutor(Runnable::run);
    var _ =
        group
            .next()
            .scheduleAtFixedRate(
                () -> call(stub),
                number % secondsBetweenCalls,
                secondsBetweenCalls,
                TimeUnit.SECONDS);
  }

  private void call(GhostChainServiceStub stub) {
    long began = System.nanoTime();
    stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .resolveDomain(
            DomainQuery.newBuilder().setDomain(BenchNames.name(0)).build(),
            new StreamObserver<>() {
              @Override
              public void onNext(DomainResponse answer) {
                if (!answer.getDomain().equals(BenchNames.name(0))
                    || answer.getRecordsCount() != 1) {
                  failed(new BenchmarkException("a wrong answer: " + answer));
                }
              }

              @Override
              public void onError(Throwable failure) {
                failed(failure);
              }

              @Override
              public void onCompleted() {
                answered(began);
              }
            });
  }

  private void answered(long began) {
    calls.increment();
    if (began >= countedFrom.get()) {
      int at = samples.getAndIncrement();
      if (at < MOST_SAMPLES) {
        latencies[at] = System.nanoTime() - began;
      }
    }
  }

  private void failed(Throwable failure) {
    errors.increment();
    firstFailure.compareAndSet(null, failure);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
