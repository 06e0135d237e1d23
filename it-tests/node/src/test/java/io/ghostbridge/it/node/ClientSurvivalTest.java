package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client sees of a node whose bundles are replaced and whose process ends. */
class ClientSurvivalTest {
  private static final Ghostbridge GHOSTBRIDGE = Ghostbridge.laidOut();
  private static final int CALLERS = 40;

  @TempDir Path data;

  @Test
  void idempotentCallersSeeNoErrorWhenBundlesAreSwappedAndTheNodeRestarts() throws Exception {
    String port = "io.ghostbridge.transport.http2:port=" + freePort();
    RunningNode node = GHOSTBRIDGE.run(data, "--set", port);
    try (GhostChannel channel =
            GhostChannel.to(node.address("h2c"))
                .plaintext()
                // Longer than a node takes to start on a busy machine.
                .deadline(Duration.ofSeconds(40))
                .build();
        Callers callers = new Callers(channel)) {
      succeed("name", "register", "alice.ghost", "A", "192.0.2.1");
      callers.begin();
      callers.awaitAnswers("at first");
      shell("update io.ghostbridge.chain");
      callers.awaitAnswers("after the chain's service was replaced");
      shell("update io.ghostbridge.transport.http2");
      callers.awaitAnswers("after the transport was replaced");
      assertThat(node.terminate()).isZero();
      node = GHOSTBRIDGE.run(data, "--set", port);
      callers.awaitAnswers("after the node was restarted");
      node.close();
      node = GHOSTBRIDGE.run(data, "--set", port);
      callers.awaitAnswers("after the node was killed");
      assertThat(callers.wrong).isEmpty();
      assertThat(callers.errors).isEmpty();
    } finally {
      node.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void shell(String line) throws Exception {
    var result = GHOSTBRIDGE.execute("shell", "--data", data.toString(), line);
    assertThat(result.exitCode()).as(line + ": " + result.out() + result.err()).isZero();
  }

  private void succeed(String... arguments) throws Exception {
    var result =
        GHOSTBRIDGE.execute(
            Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new));
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
  }

  /** Ask again and again, half of them in batches. */
  private static final class Callers implements AutoCloseable {
    final Queue<StatusRuntimeException> errors = new ConcurrentLinkedQueue<>();
    final Queue<DomainResponse> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final GhostChainServiceGrpc.GhostChainServiceBlockingStub stub;

    Callers(GhostChannel channel) {
      stub = GhostChainServiceGrpc.newBlockingStub(channel);
    }

    void begin() {
      for (int i = 0; i < CALLERS; i++) {
        boolean batched = i % 2 == 0;
        threads.execute(() -> call(batched));
      }
    }

    private void call(boolean batched) {
      var mine = stub.withOption(GhostChannel.BATCH, batched);
      DomainQuery query = DomainQuery.newBuilder().setDomain("alice.ghost").build();
      while (!ended.get()) {
        try {
          DomainResponse answer = mine.resolveDomain(query);
          if (answer.getRecordsCount() != 1) {
            wrong.add(answer);
          }
          answers.incrementAndGet();
        } catch (StatusRuntimeException e) {
          errors.add(e);
        }
      }
    }

    void awaitAnswers(String when) throws InterruptedException {
      int wanted = answers.get() + 1000;
      RunningNode.await("answered " + when, () -> answers.get() >= wanted);
    }

    @Override
    public void close() {
      ended.set(true);
      threads.close();
    }
  }
}
