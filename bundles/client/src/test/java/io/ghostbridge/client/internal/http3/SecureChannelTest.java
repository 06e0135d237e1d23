package io.ghostbridge.client.internal.http3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.client.Http3Policy;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.ResolveDomainsRequest;
import io.ghostbridge.proto.chain.v1.ResolveDomainsResponse;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import io.ghostbridge.secure.channel.SecureChannel;
import io.ghostbridge.secure.channel.internal.call.SecureInterceptor;
import io.ghostbridge.secure.channel.internal.call.SessionService;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.session.SessionClock;
import io.ghostbridge.secure.channel.internal.session.SessionLimits;
import io.ghostbridge.secure.channel.internal.session.Sessions;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ClientCertificates;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The secure channel of both sides, through the client and the real transport of HTTP/3. Nobody
 * listens by TCP: what is answered went by HTTP/3.
 */
@Timeout(180)
class SecureChannelTest {
  private static final SessionLimits LIMITS =
      new SessionLimits(
          60_000,
          3_600_000,
          1L << 26,
          1L << 36,
          86_400_000,
          3_600_000,
          10_000,
          1000,
          100,
          50,
          65_536);

  @TempDir private static Path directory;

  private final Names names = new Names();
  private CryptoAlgorithms algorithms;
  private SigningKey nodeKey;
  private CertificateFiles certificate;
  private NodeHttp3 node;
  private Sessions sessions;
  private SecureInterceptor interceptor;
  private SessionService service;

  /** Counts what it is asked. */
  private static final class Names extends GhostChainServiceGrpc.GhostChainServiceImplBase {
    private final AtomicInteger singles = new AtomicInteger();
    private final AtomicInteger batched = new AtomicInteger();

    @Override
    public void resolveDomain(DomainQuery query, StreamObserver<DomainResponse> out) {
      singles.incrementAndGet();
      out.onNext(DomainResponse.newBuilder().setDomain(query.getDomain()).build());
      out.onCompleted();
    }

    @Override
    public void resolveDomains(
        ResolveDomainsRequest request, StreamObserver<ResolveDomainsResponse> out) {
      batched.addAndGet(request.getQueriesCount());
      ResolveDomainsResponse.Builder answer = ResolveDomainsResponse.newBuilder();
      request
          .getQueriesList()
          .forEach(
              query ->
                  answer.addResultsBuilder().getResponseBuilder().setDomain(query.getDomain()));
      out.onNext(answer.build());
      out.onCompleted();
    }
  }

  @BeforeEach
  void serve() throws Exception {
    algorithms = new ClassPathAlgorithms(getClass().getClassLoader());
    nodeKey = newKey();
    certificate = DevelopmentCertificate.in(directory);
    node =
        new NodeHttp3(
            certificate, ClientCertificates.NONE, 0, 200, 1000, List.of(new Echo(), names));
    install();
  }

  private SigningKey newKey() throws Exception {
    return algorithms
        .get(SignatureScheme.class, "ed25519")
        .generate(algorithms.get(Random.class, "system"));
  }

  private void install() {
    SessionClock clock =
        new SessionClock() {
          @Override
          public long millis() {
            return System.currentTimeMillis();
          }

          @Override
          public long nanos() {
            return System.nanoTime();
          }
        };
    sessions = new Sessions(new Primitives(algorithms), nodeKey, LIMITS, clock, 86_400_000, 16);
    interceptor = new SecureInterceptor(sessions);
    service = new SessionService(sessions);
    node.rpc().registry().add(interceptor, interceptor, 1000, true);
    node.rpc().registry().add(service, service.bindService(), Set.of());
  }

  private void remove() {
    node.rpc().registry().remove(service);
    node.rpc().registry().removeInterceptor(interceptor);
    sessions.close();
  }

  @AfterEach
  void stop() {
    remove();
    node.close();
  }

  private SecureChannel secure(SigningKey expected) {
    return SecureChannel.to(expected.publicKey(), algorithms)
        .kems("x25519")
        .aeads("aes256gcm")
        .build();
  }

  private GhostChannel channel(SecureChannel secure) {
    return GhostChannel.to("localhost:" + node.address().getPort())
        .tls(ClientTls.trusting(certificate.certificates()))
        .http3(new Http3Policy(0, Duration.ofSeconds(10), Duration.ofMinutes(1)))
        .deadline(Duration.ofSeconds(60))
        // A watch of health would end with the channel that is replaced, and calls wait for HTTP/2.
        .withoutHealthChecks()
        .secureChannel(secure)
        .build();
  }

  @Test
  void callsOfAllKindsAreProtected() {
    try (SecureChannel secure = secure(nodeKey);
        GhostChannel channel = channel(secure)) {
      CallOptions encrypting = Echo.patient().withOption(SecureChannel.ENCRYPT, true);
      assertThat(protection(channel, Echo.patient())).isEqualTo("AUTHENTICATED");
      assertThat(protection(channel, encrypting)).isEqualTo("ENCRYPTED");
      byte[] large = new byte[100_000];
      large[99_999] = 7;
      for (CallOptions options : List.of(Echo.patient(), encrypting)) {
        assertThat(ClientCalls.blockingUnaryCall(channel, Echo.UNARY, options, large))
            .isEqualTo(large);
        assertThatThrownBy(
                () -> ClientCalls.blockingUnaryCall(channel, Echo.FAIL, options, new byte[1]))
            .hasMessageContaining("FAILED_PRECONDITION: 100 % wrong: ä");
        assertThat(conversation(channel, options)).containsExactly("one", "two", "three");
        assertThat(firstOfFlood(channel, options)).isEqualTo("flood");
      }
    }
  }

  private static String protection(GhostChannel channel, CallOptions options) {
    return new String(
        ClientCalls.blockingUnaryCall(channel, Echo.PROTECTION, options, new byte[0]), UTF_8);
  }

  private static List<String> conversation(GhostChannel channel, CallOptions options) {
    try {
      var call = ClientCalls.blockingBidiStreamingCall(channel, Echo.CHAT, options);
      List<String> answers = new ArrayList<>();
      for (String each : List.of("one", "two", "three")) {
        call.write(each.getBytes(UTF_8));
        answers.add(new String(call.read(), UTF_8));
      }
      call.halfClose();
      assertThat(call.read()).isNull();
      return answers;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String firstOfFlood(GhostChannel channel, CallOptions options) {
    try {
      var call =
          ClientCalls.blockingV2ServerStreamingCall(
              channel, Echo.FLOOD, options, "flood".getBytes(UTF_8));
      String first = new String(call.read(), UTF_8);
      call.cancel("enough", null);
      return first;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void batchesAreProtectedAsAWhole() throws Exception {
    try (SecureChannel secure = secure(nodeKey);
        GhostChannel channel = channel(secure)) {
      var stub = GhostChainServiceGrpc.newFutureStub(channel);
      var answers =
          new ArrayList<com.google.common.util.concurrent.ListenableFuture<DomainResponse>>();
      for (int i = 0; i < 100; i++) {
        answers.add(stub.resolveDomain(DomainQuery.newBuilder().setDomain("name" + i).build()));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(answers.get(i).get().getDomain()).isEqualTo("name" + i);
      }
      assertThat(names.singles.get() + names.batched.get()).isEqualTo(100);
      // The session is opened by the first: the others wait for it together.
      assertThat(names.batched).hasPositiveValue();
    }
  }

  @Test
  void aNodeThatHasForgottenTheSessionCostsAnIdempotentCallerNoError() {
    try (SecureChannel secure = secure(nodeKey);
        GhostChannel channel = channel(secure)) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      for (int i = 0; i < 3; i++) {
        assertThat(stub.resolveDomain(query()).getDomain()).isEqualTo("name");
        remove();
        install();
      }
      assertThat(stub.resolveDomain(query()).getDomain()).isEqualTo("name");
    }
  }

  @Test
  void aNodeWithAnotherKeyIsNotBelieved() throws Exception {
    try (SecureChannel secure = secure(newKey());
        GhostChannel channel = channel(secure)) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThatThrownBy(() -> stub.resolveDomain(query())).hasMessageContaining("UNAUTHENTICATED");
      assertThat(names.singles).hasValue(0);
    }
  }

  private static DomainQuery query() {
    return DomainQuery.newBuilder().setDomain("name").build();
  }
}
