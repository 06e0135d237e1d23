package io.ghostbridge.client;

import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers that ask again and again. */
final class Load implements AutoCloseable {
  private static final DomainQuery QUERY = DomainQuery.newBuilder().setDomain("name").build();

  final Queue<StatusRuntimeException> errors = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  Load(GhostChannel channel, int count) {
    var stub = GhostChainServiceGrpc.newBlockingStub(channel);
    for (int i = 0; i < count; i++) {
      boolean batched = i % 2 == 0;
      callers.execute(
          () -> {
            while (!ended.get()) {
              try {
                var _ = stub.withOption(GhostChannel.BATCH, batched).resolveDomain(QUERY);
                answers.incrementAndGet();
              } catch (StatusRuntimeException e) {
                errors.add(e);
              }
            }
          });
    }
  }

  void awaitAnswers(int more) throws InterruptedException {
    int wanted = answers.get() + more;
    Awaiting.until(wanted + " answers", () -> answers.get() >= wanted);
  }

  @Override
  public void close() {
    ended.set(true);
    callers.close();
  }
}
