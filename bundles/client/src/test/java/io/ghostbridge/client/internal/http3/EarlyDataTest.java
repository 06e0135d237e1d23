package io.ghostbridge.client.internal.http3;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.client.Http3Policy;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ClientCertificates;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The client connects anew to a node it knows. Nobody listens by TCP: what is answered went by
 * HTTP/3.
 */
@Timeout(180)
class EarlyDataTest {
  private static final DomainQuery QUERY = DomainQuery.newBuilder().setDomain("name").build();

  private static final int MOST_ATTEMPTS = 20;

  @TempDir private Path directory;
  private final Names names = new Names();
  private CertificateFiles certificate;
  private NodeHttp3 node;

  private static final class Names extends GhostChainServiceGrpc.GhostChainServiceImplBase {
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    @Override
    public void resolveDomain(DomainQuery query, StreamObserver<DomainResponse> answer) {
      read.incrementAndGet();
      answer.onNext(DomainResponse.newBuilder().setDomain(query.getDomain()).build());
      answer.onCompleted();
    }

    @Override
    public void submitTransaction(
        SubmitTransactionRequest request, StreamObserver<TransactionResponse> answer) {
      written.incrementAndGet();
      answer.onNext(TransactionResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  @BeforeEach
  void start() throws Exception {
    certificate = DevelopmentCertificate.in(directory);
    node = node(0);
  }

  private NodeHttp3 node(int port) throws Exception {
    return new NodeHttp3(certificate, ClientCertificates.NONE, port, 200, 10, List.of(names));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private GhostChannel channel(InetSocketAddress to) {
    return GhostChannel.to("localhost:" + to.getPort())
        .tls(ClientTls.trusting(certificate.certificates()))
        .http3(new Http3Policy(0, Duration.ofSeconds(10), Duration.ofSeconds(1)))
        .deadline(Duration.ofSeconds(60))
        // A watch of health would ask for more than the calls that are counted here.
        .withoutHealthChecks()
        .build();
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  @Test
  void callThatMayBeRepeatedRunsBeforeTheNodeHasAnsweredAndOthersAfterIt() throws Exception {
    Relay relay = new Relay(node.address());
    int port = relay.address().getPort();
    try (GhostChannel channel = channel(relay.address())) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      assertThat(node.early().callsRun()).isZero();
      var later = GhostChainServiceGrpc.newFutureStub(channel);
      for (int i = 0; node.early().callsRun() == 0; i++) {
        // What arrives more than half a millisecond after the first packet waits as well.
        assertThat(i).as("connections without an early call").isLessThan(MOST_ATTEMPTS);
        // The system tells that nobody listens; the client connects anew, with its ticket.
        relay.close();
        relay = new Relay(node.address(), port, true);
        long taken = node.early().taken();
        int written = names.written.get();
        Future<DomainResponse> read = later.resolveDomain(QUERY);
        await("early data is taken", () -> node.early().taken() > taken);
        Future<TransactionResponse> write =
            later.submitTransaction(SubmitTransactionRequest.getDefaultInstance());
        assertThat(names.written).hasValue(written);
        assertThat(node.early().callsHeld()).isZero();
        relay.deliver();
        assertThat(read.get(60, TimeUnit.SECONDS).getDomain()).isEqualTo("name");
        assertThat(write.get(60, TimeUnit.SECONDS)).isNotNull();
      }
      // More than the node allows at once: the client knows its limits.
      List<Future<DomainResponse>> many =
          Stream.<Future<DomainResponse>>generate(() -> later.resolveDomain(QUERY))
              .limit(40)
              .toList();
      for (Future<DomainResponse> each : many) {
        assertThat(each.get(60, TimeUnit.SECONDS).getDomain()).isEqualTo("name");
      }
    } finally {
      relay.close();
    }
  }

  @Test
  void nodeThatRestartedRefusesEarlyDataAndAnswersTheCall() throws Exception {
    try (GhostChannel channel = channel(node.address())) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      int port = node.address().getPort();
      node.close();
      node = node(port);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      assertThat(stub.submitTransaction(SubmitTransactionRequest.getDefaultInstance())).isNotNull();
      assertThat(names.written).hasValue(1);
      assertThat(node.early().taken()).isZero();
    }
  }
}
