package io.ghostbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.secure.channel.ClassPathAlgorithms;
import io.ghostbridge.secure.channel.SecureChannel;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/client/java.md shows is here, and does what it says. */
class DocumentationTest {
  private TestNode node;

  @BeforeEach
  void serve() throws IOException {
    node = new TestNode();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void everySnippetIsInThisFile() throws IOException {
    assertThat(snippets("java.md")).hasSize(9).allSatisfy(DocumentationTest::isHere);
    assertThat(snippets("getting-started.md")).hasSize(1).allSatisfy(DocumentationTest::isHere);
  }

  private static List<String> snippets(String page) throws IOException {
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("../../docs/client", page)))
        .results()
        .map((MatchResult found) -> squeezed(found.group(1)))
        .toList();
  }

  private static void isHere(String snippet) throws IOException {
    String here =
        Files.readString(Path.of("src/test/java/io/ghostbridge/client/DocumentationTest.java"));
    String code = squeezed(here.replace("node.address()", "\"127.0.0.1:9090\""));
    assertThat(code).contains(snippet);
  }

  @Test
  void theMetersOfThePageAreThoseOfAChannel() throws IOException {
    String page = Files.readString(Path.of("../../docs/client/java.md"));
    Set<String> documented =
        Pattern.compile("^\\| `(ghost\\.client\\.[a-z.]+)`", Pattern.MULTILINE)
            .matcher(page)
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toSet());
    var registry = new SimpleMeterRegistry();
    try (GhostChannel channel =
        GhostChannel.to(node.address()).plaintext().metrics(registry).build()) {
      var names = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(names.resolveDomain(DomainQuery.getDefaultInstance()).getTtl()).isEqualTo(7);
      assertThat(
              registry.getMeters().stream()
                  .map(meter -> meter.getId().getName())
                  .collect(Collectors.toSet()))
          .isEqualTo(documented);
    }
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void aNameIsResolved() {
    try (GhostChannel channel = GhostChannel.to(node.address()).plaintext().build()) {
      var names = GhostChainServiceGrpc.newBlockingStub(channel);
      var query = DomainQuery.newBuilder().setDomain("alice.ghost").build();
      DomainResponse answer = names.resolveDomain(query);
      System.out.println(answer.getRecordsList());
    }
  }

  @Test
  void batchesAreSetAndACallGoesAlone() {
    GhostChannel channel =
        GhostChannel.to(node.address())
            .plaintext()
            .batching(new BatchLimits(200, Duration.ofMillis(2)))
            .build();
    try (channel) {
      var names = GhostChainServiceGrpc.newBlockingStub(channel);
      var alone = names.withOption(GhostChannel.BATCH, false);
      assertThat(alone.resolveDomain(DomainQuery.getDefaultInstance()).getTtl()).isEqualTo(7);
    }
  }

  @Test
  void poolsAndBreakersAreSet() {
    node.serving("ghost.chain.v1.GhostChainService", true);
    GhostChannel channel =
        GhostChannel.to(node.address())
            .plaintext()
            .pool(new PoolLimits(16, 100, Duration.ofMinutes(1)))
            .healthOf("ghost.chain.v1.GhostChainService")
            .breaker(new BreakerPolicy(200, 30, Duration.ofSeconds(2)))
            .build();
    answers(channel);
  }

  @Test
  void retriesAndHedgingAreSet() {
    GhostChannel channel =
        GhostChannel.to(node.address())
            .plaintext()
            .retries(new RetryPolicy(5, Duration.ofMillis(20), Duration.ofSeconds(1), 100, 100))
            .hedging(new HedgingPolicy(Duration.ofMillis(30), 2))
            .build();
    answers(channel);
  }

  private static void answers(GhostChannel channel) {
    try (channel) {
      var names = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(names.resolveDomain(DomainQuery.getDefaultInstance()).getTtl()).isEqualTo(7);
    }
  }

  /** For the compiler: it wants files and algorithms. */
  void encrypted() {
    GhostChannel channel =
        GhostChannel.to("node1.example:9090", "node2.example:9090")
            .tls(ClientTls.trusting(Path.of("nodes.pem")))
            .build();
    channel.close();
  }

  /** For the compiler: it wants files. */
  void encryptedByHttp3() {
    GhostChannel channel =
        GhostChannel.to("node1.example:9090", "node2.example:9090")
            .tls(ClientTls.trusting(Path.of("nodes.pem")))
            .http3(new Http3Policy(9443, Duration.ofMillis(200), Duration.ofMinutes(10)))
            .build();
    channel.close();
  }

  /** For the compiler: it wants files. */
  void withoutEarlyData() {
    GhostChannel channel =
        GhostChannel.to("node1.example:9090", "node2.example:9090")
            .tls(ClientTls.trusting(Path.of("nodes.pem")))
            .http3(new Http3Policy(0, Duration.ofMillis(100), Duration.ofMinutes(5), false))
            .build();
    channel.close();
  }

  /** For the compiler: it wants a node with a key, and algorithms. */
  void secured(Bytes nodeKey) throws IOException, AlgorithmNotAvailableException {
    SecureChannel secure =
        SecureChannel.to(nodeKey, new ClassPathAlgorithms(getClass().getClassLoader())).build();
    GhostChannel channel =
        GhostChannel.to(node.address()).plaintext().secureChannel(secure).build();
    channel.close();
  }

  /** For the compiler: it wants a node with a key, and algorithms. */
  void securedByHand(Channel channel, Bytes nodePublicKey, DomainQuery query)
      throws IOException, AlgorithmNotAvailableException {
    SecureChannel secure =
        SecureChannel.to(nodePublicKey, new ClassPathAlgorithms(getClass().getClassLoader()))
            .build();
    var names =
        GhostChainServiceGrpc.newBlockingStub(ClientInterceptors.intercept(channel, secure));
    var answer = names.withOption(SecureChannel.ENCRYPT, true).resolveDomain(query);
    assertThat(answer).isNotNull();
  }
}
