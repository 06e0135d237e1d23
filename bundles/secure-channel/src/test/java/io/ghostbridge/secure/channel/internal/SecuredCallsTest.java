package io.ghostbridge.secure.channel.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.secure.channel.SecureChannel;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of all kinds through the channel, over the real dispatcher and transport. */
class SecuredCallsTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  private SecuredServer server;

  @BeforeEach
  void start() throws Exception {
    server = new SecuredServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] unary(
      Channel channel, io.grpc.MethodDescriptor<byte[], byte[]> method, byte[] request) {
    return ClientCalls.blockingUnaryCall(
        channel, method, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), request);
  }

  @ParameterizedTest
  @CsvSource({
    "x25519, chacha20poly1305",
    "x25519, aes256gcm",
    "x25519, aes256ctr-hmac",
    "x-wing, chacha20poly1305",
    "x-wing, aes256gcm",
    "x-wing, aes256ctr-hmac"
  })
  void aUnaryCallIsAnsweredWithEachKemAndAead(String kem, String aead) {
    try (SecureChannel secure = server.client().kems(kem).aeads(aead).build()) {
      Channel channel = ClientInterceptors.intercept(server.plain(), secure);
      assertThat(unary(channel, TestService.ECHO, HELLO)).isEqualTo(HELLO);
      assertThat(unary(channel, TestService.SECRET, HELLO)).isEqualTo(HELLO);
      assertThat(unary(channel, TestService.READ, new byte[0])).isEmpty();
    }
  }

  @Test
  void theServiceKnowsHowTheCallWasProtectedAndByWhom() {
    SigningKey identity =
        SecuredServer.allAlgorithms()
            .get(SignatureScheme.class, "ed25519")
            .generate(SecuredServer.allAlgorithms().get(Random.class, "system"));
    Channel named =
        ClientInterceptors.intercept(server.plain(), server.client().identity(identity).build());
    assertThat(new String(unary(named, TestService.WHO, HELLO), UTF_8))
        .isEqualTo("ed25519:" + identity.publicKey().toHex() + " AUTHENTICATED");
    byte[] encrypted =
        ClientCalls.blockingUnaryCall(
            server.secured(),
            TestService.WHO,
            CallOptions.DEFAULT.withOption(SecureChannel.ENCRYPT, true),
            HELLO);
    assertThat(new String(encrypted, UTF_8)).isEqualTo("anonymous ENCRYPTED");
    assertThat(new String(unary(server.plain(), TestService.WHO, HELLO), UTF_8))
        .isEqualTo("anonymous NONE");
  }

  @Test
  void aFailureKeepsItsStatusItsTextAndItsTrailers() {
    assertThatThrownBy(() -> unary(server.secured(), TestService.FAIL, HELLO))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
              assertThat(e.getStatus().getDescription()).isEqualTo("100 % wrong: ä hello");
              assertThat(
                      Objects.requireNonNull(e.getTrailers())
                          .get(Metadata.Key.of("x-why", Metadata.ASCII_STRING_MARSHALLER)))
                  .isEqualTo("because");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a line\n", "a space ", " \r\n\t "})
  void aTextOfAFailureKeepsTheWhiteSpaceAtItsEnd(String text) {
    assertThatThrownBy(() -> unary(server.secured(), TestService.FAIL, text.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
              assertThat(e.getStatus().getDescription()).isEqualTo("100 % wrong: ä " + text);
            });
  }

  @Test
  void aLongTextOfAFailureIsCutAndStaysAuthentic() {
    byte[] text = "ä".repeat(3000).getBytes(UTF_8);
    assertThatThrownBy(() -> unary(server.secured(), TestService.FAIL, text))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
              assertThat(e.getStatus().getDescription()).startsWith("100 % wrong: ä ää");
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void streamsOfAllKindsWork(boolean encrypt) throws Exception {
    Channel channel = server.secured();
    CallOptions options = CallOptions.DEFAULT.withOption(SecureChannel.ENCRYPT, encrypt);
    Iterator<byte[]> repeated =
        ClientCalls.blockingServerStreamingCall(
            channel, TestService.REPEAT, options, new byte[] {100});
    List<Integer> numbers = new ArrayList<>();
    repeated.forEachRemaining(message -> numbers.add((int) message[0]));
    assertThat(numbers).hasSize(100).isSorted().startsWith(0).endsWith(99);

    Conversation counting = new Conversation();
    StreamObserver<byte[]> counted =
        ClientCalls.asyncClientStreamingCall(channel.newCall(TestService.COUNT, options), counting);
    for (int i = 0; i < 50; i++) {
      counted.onNext(HELLO);
    }
    counted.onCompleted();
    assertThat(counting.next()).isEqualTo("250");
    assertThat(counting.next()).isEqualTo("OK");

    Conversation chat = new Conversation();
    StreamObserver<byte[]> said =
        ClientCalls.asyncBidiStreamingCall(channel.newCall(TestService.CHAT, options), chat);
    for (int i = 0; i < 20; i++) {
      said.onNext(Integer.toString(i).getBytes(UTF_8));
      assertThat(chat.next()).isEqualTo(Integer.toString(i));
    }
    said.onCompleted();
    assertThat(chat.next()).isEqualTo("OK");
  }

  @Test
  void aLargeMessageComesThrough() {
    byte[] large = new byte[3_000_000];
    new java.util.Random(1).nextBytes(large);
    Channel channel = server.secured();
    assertThat(unary(channel, TestService.ECHO, large)).isEqualTo(large);
    assertThat(unary(channel, TestService.SECRET, large)).isEqualTo(large);
  }

  @Test
  void plainCallsGoOnWorkingBesideTheChannel() {
    assertThat(unary(server.plain(), TestService.ECHO, HELLO)).isEqualTo(HELLO);
  }

  @Test
  void aChannelToAnotherNodesKeyOpensNoSession() {
    SigningKey other =
        SecuredServer.allAlgorithms()
            .get(SignatureScheme.class, "ed25519")
            .generate(SecuredServer.allAlgorithms().get(Random.class, "system"));
    SecureChannel secure =
        SecureChannel.to(other.publicKey(), SecuredServer.allAlgorithms()).build();
    Channel channel = ClientInterceptors.intercept(server.plain(), secure);
    assertThatThrownBy(() -> unary(channel, TestService.ECHO, HELLO))
        .hasMessageContaining("UNAUTHENTICATED")
        .hasMessageContaining("not signed by the trusted key " + other.publicKey().toHex());
    assertThat(server.service.handled).hasValue(0);
  }

  @Test
  void aClosedChannelEndsItsSessionAtTheNode() throws Exception {
    SecureChannel secure = server.client().build();
    Channel channel = ClientInterceptors.intercept(server.plain(), secure);
    unary(channel, TestService.ECHO, HELLO);
    assertThat(server.sessions().table().size()).isEqualTo(1);
    secure.close();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (server.sessions().table().size() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(server.sessions().table().size()).isZero();
    assertThatThrownBy(() -> unary(channel, TestService.ECHO, HELLO))
        .hasMessageContaining("UNAVAILABLE");
  }

  /** Answers and the end, as text. */
  private static final class Conversation implements StreamObserver<byte[]> {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      String next = heard.poll(20, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }

    @Override
    public void onNext(byte[] message) {
      heard.add(new String(message, UTF_8));
    }

    @Override
    public void onError(Throwable failure) {
      heard.add(Status.fromThrowable(failure).toString());
    }

    @Override
    public void onCompleted() {
      heard.add("OK");
    }
  }
}
