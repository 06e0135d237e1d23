package io.ghostbridge.secure.channel.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.Authenticator;
import io.ghostbridge.secure.channel.internal.protocol.BoundMetadata;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.Stamp;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attacker on the way can do to calls, against the real dispatcher and transport. */
class AttackTest {
  private static final int LAST = Authenticator.LAST;
  private static final int ENCRYPTED = Authenticator.ENCRYPTED;
  private static final int EMPTY = Authenticator.EMPTY;
  private static final Metadata NONE = new Metadata();

  private SecuredServer server;
  private RawSession session;

  @BeforeEach
  void start() throws Exception {
    server = new SecuredServer();
    session = new RawSession(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int handled() {
    return server.service.handled.get();
  }

  /** Authenticated, and encrypted under each suite. */
  private static Stream<Arguments> forms() {
    return Stream.concat(
        Stream.of(Arguments.of(AeadSuite.CHACHA20_POLY1305, LAST)),
        Stream.of(AeadSuite.values()).map(suite -> Arguments.of(suite, LAST | ENCRYPTED)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everySingleBitOfARequestCountsAndNothingIsAnswered(AeadSuite suite, int flags)
      throws Exception {
    session = new RawSession(server, KemSuite.X25519, suite);
    byte[] original =
        session.request(TestService.ECHO, flags, session.stamp(), NONE, "secret words");
    List<String> passed = new ArrayList<>();
    List<Integer> known = new ArrayList<>();
    for (int bit = 0; bit < original.length * 8; bit++) {
      byte[] forged = original.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      RawSession.Outcome outcome = session.send(TestService.ECHO, NONE, forged);
      boolean refused =
          outcome.status().getCode() == Status.Code.UNAUTHENTICATED
              && List.of("MAC_MISMATCH", "SESSION_EXPIRED").contains(outcome.reason())
              && outcome.messages().isEmpty()
              && !outcome.isAuthenticated()
              && !String.valueOf(outcome.status()).contains("secret");
      if (!refused) {
        passed.add("bit " + bit + ": " + outcome.status());
      } else if (outcome.reason().equals("SESSION_EXPIRED")) {
        known.add(bit);
      }
    }
    assertThat(passed).isEmpty();
    // Only where the session's id or the epoch is.
    int start = (original.length - 73) * 8;
    assertThat(known).allMatch(bit -> bit >= start + 21 * 8 && bit < start + 41 * 8);
    assertThat(handled()).isZero();
    assertThat(session.send(TestService.ECHO, NONE, original).status().isOk())
        .as("forgeries used up nothing")
        .isTrue();
  }

  @Test
  void everySingleBitOfTheHeadersCounts() throws Exception {
    Metadata.Key<String> key = Metadata.Key.of("x-order", Metadata.ASCII_STRING_MARSHALLER);
    Metadata metadata = new Metadata();
    metadata.put(key, "pay-100");
    byte[] original = session.request(TestService.ECHO, LAST, session.stamp(), metadata, "hello");
    byte[] value = "pay-100".getBytes(UTF_8);
    for (int bit = 0; bit < value.length * 8; bit++) {
      byte[] changed = value.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String text = new String(changed, java.nio.charset.StandardCharsets.ISO_8859_1);
      if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        continue;
      }
      Metadata forged = new Metadata();
      forged.put(key, text);
      assertThat(session.send(TestService.ECHO, forged, original).reason())
          .isEqualTo("MAC_MISMATCH");
    }
    Metadata added = new Metadata();
    added.merge(metadata);
    added.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "root");
    assertThat(session.send(TestService.ECHO, added, original).reason()).isEqualTo("MAC_MISMATCH");
    assertThat(session.send(TestService.ECHO, NONE, original).reason()).isEqualTo("MAC_MISMATCH");
    assertThat(handled()).isZero();
    assertThat(session.send(TestService.ECHO, metadata, original).status().isOk()).isTrue();
  }

  @Test
  void theMarkCannotBeTakenAwayOrChanged() throws Exception {
    byte[] original = session.request(TestService.ECHO, LAST, session.stamp(), NONE, "hello");
    assertThat(
            RawSession.exchange(session.channel, TestService.ECHO, new Metadata(), original)
                .reason())
        .as("a plain call with an authenticator")
        .isEqualTo("MAC_MISMATCH");
    Metadata other = new Metadata();
    other.put(BoundMetadata.MARKER, "2");
    assertThat(RawSession.exchange(session.channel, TestService.ECHO, other, original).reason())
        .isEqualTo("SECURE_VERSION");
    assertThat(handled()).isZero();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aRequestCutAtAnyLengthIsRefused(AeadSuite suite, int flags) throws Exception {
    session = new RawSession(server, KemSuite.X25519, suite);
    byte[] original = session.request(TestService.ECHO, flags, session.stamp(), NONE, "hello");
    for (int length = 0; length < original.length; length++) {
      assertThat(session.send(TestService.ECHO, NONE, Arrays.copyOf(original, length)).reason())
          .as("%d bytes", length)
          .isEqualTo("MAC_MISMATCH");
      assertThat(
              session
                  .send(
                      TestService.ECHO,
                      NONE,
                      Arrays.copyOfRange(original, length + 1, original.length))
                  .reason())
          .isEqualTo("MAC_MISMATCH");
    }
    assertThat(session.send(TestService.ECHO, NONE).reason()).isEqualTo("TRUNCATED");
    assertThat(handled()).isZero();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aReplayIsRefusedAtOnceLaterOnAnotherConnectionAndAfterARotation(AeadSuite suite, int flags)
      throws Exception {
    session = new RawSession(server, KemSuite.X25519, suite);
    byte[] request = session.request(TestService.ECHO, flags, session.stamp(), NONE, "hello");
    assertThat(session.send(TestService.ECHO, NONE, request).status().isOk()).isTrue();
    assertReplayed(request);
    for (int i = 0; i < 3000; i++) {
      session.counter.incrementAndGet();
    }
    assertThat(session.call(TestService.ECHO, "much later")).isEqualTo("much later");
    assertReplayed(request);
    Metadata marked = new Metadata();
    marked.put(BoundMetadata.MARKER, BoundMetadata.VERSION);
    assertThat(RawSession.exchange(server.plain(), TestService.ECHO, marked, request).reason())
        .isEqualTo("REPLAYED");
    Rotation.rotate(server, session);
    assertReplayed(request);
    assertThat(handled()).isEqualTo(2);
  }

  private void assertReplayed(byte[] request) throws Exception {
    RawSession.Outcome outcome = session.send(TestService.ECHO, NONE, request);
    assertThat(outcome.reason()).isEqualTo("REPLAYED");
    assertThat(outcome.isAuthenticated()).isTrue();
    assertThat(outcome.messages()).isEmpty();
  }

  @Test
  void ofAHundredCopiesAtOnceOnePasses() throws Exception {
    byte[] request = session.request(TestService.ECHO, LAST, session.stamp(), NONE, "hello");
    List<Thread> threads = new ArrayList<>();
    List<String> reasons = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 100; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      reasons.add(session.send(TestService.ECHO, NONE, request).reason());
                    } catch (Exception e) {
                      reasons.add(e.toString());
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(reasons).hasSize(100).containsOnlyOnce("OK");
    assertThat(reasons).filteredOn(reason -> !reason.equals("OK")).containsOnly("REPLAYED");
    assertThat(handled()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aRequestIsOfNoUseInAnotherSessionOrForAnotherMethod(AeadSuite suite, int flags)
      throws Exception {
    session = new RawSession(server, KemSuite.X25519, suite);
    byte[] request = session.request(TestService.ECHO, flags, session.stamp(), NONE, "hello");
    RawSession other = new RawSession(server, KemSuite.X25519, suite);
    byte[] moved = request.clone();
    System.arraycopy(other.id.toBytes(), 0, moved, moved.length - 73 + 21, 16);
    assertThat(other.send(TestService.ECHO, NONE, moved).reason()).isEqualTo("MAC_MISMATCH");
    assertThat(session.send(TestService.READ, NONE, request).reason()).isEqualTo("MAC_MISMATCH");
    assertThat(session.send(TestService.CHAT, NONE, request).reason()).isEqualTo("MAC_MISMATCH");
    assertThat(handled()).isZero();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void anAnswerIsNoRequest(AeadSuite suite, int flags) throws Exception {
    session = new RawSession(server, KemSuite.X25519, suite);
    byte[] request = session.request(TestService.ECHO, flags, session.stamp(), NONE, "hello");
    byte[] answer = session.send(TestService.ECHO, NONE, request).messages().getFirst();
    assertThat(session.send(TestService.ECHO, NONE, answer).reason()).isEqualTo("MAC_MISMATCH");
  }

  @Test
  void anEncryptedBodyCannotBeMovedToAnotherMessage() throws Exception {
    session = new RawSession(server, KemSuite.X25519, AeadSuite.AES_256_CTR_HMAC);
    byte[] one = request("first body");
    byte[] other = request("other body");
    int authenticator = one.length - Authenticator.SUFFIX_BYTES;
    byte[] spliced = one.clone();
    System.arraycopy(other, 0, spliced, 0, authenticator);
    assertThat(session.send(TestService.ECHO, NONE, spliced).reason()).isEqualTo("MAC_MISMATCH");
    // What the two ciphertexts differ in is what the bodies differ in only under one stream.
    byte[] difference = new byte[authenticator];
    for (int i = 0; i < authenticator; i++) {
      difference[i] =
          (byte) (one[i] ^ other[i] ^ "..first body".charAt(i) ^ "..other body".charAt(i));
    }
    assertThat(Arrays.copyOfRange(difference, 2, authenticator)).isNotEqualTo(new byte[10]);
    assertThat(handled()).isZero();
  }

  private byte[] request(String body) {
    return session.request(TestService.ECHO, LAST | ENCRYPTED, session.stamp(), NONE, body);
  }

  @Test
  void aRequestFromTooFarOffInTimeIsRefused() throws Exception {
    long now = System.currentTimeMillis();
    for (long time :
        new long[] {now - 70_000, now + 70_000, 0, Long.MIN_VALUE, Long.MAX_VALUE, -1}) {
      Stamp stamp = new Stamp(session.id, session.counter.incrementAndGet(), 0, time);
      RawSession.Outcome outcome =
          session.send(
              TestService.ECHO,
              NONE,
              session.request(TestService.ECHO, LAST, stamp, NONE, "hello"));
      assertThat(outcome.reason()).isEqualTo("CLOCK_SKEW");
      assertThat(outcome.isAuthenticated()).isTrue();
    }
    for (long time : new long[] {now - 50_000, now + 50_000}) {
      Stamp stamp = new Stamp(session.id, session.counter.incrementAndGet(), 0, time);
      assertThat(
              session
                  .send(
                      TestService.ECHO,
                      NONE,
                      session.request(TestService.ECHO, LAST, stamp, NONE, "hello"))
                  .reason())
          .isEqualTo("OK");
    }
  }

  @Test
  void messagesOfAStreamKeepTheirOrderAndPlace() throws Exception {
    byte[][] stream = stream(5);
    assertThat(session.send(TestService.COUNT, NONE, stream).reason()).isEqualTo("OK");

    stream = stream(5);
    byte[] swapped = stream[2];
    stream[2] = stream[3];
    stream[3] = swapped;
    assertThat(session.send(TestService.COUNT, NONE, stream).reason()).isEqualTo("REPLAYED");

    stream = stream(5);
    stream[3] = stream[2];
    assertThat(session.send(TestService.COUNT, NONE, stream).reason())
        .as("one twice")
        .isEqualTo("REPLAYED");

    stream = stream(5);
    assertThat(session.send(TestService.COUNT, NONE, Arrays.copyOf(stream, 3)).reason())
        .as("cut off")
        .isEqualTo("TRUNCATED");

    stream = stream(5);
    stream[2] = stream(5)[2];
    assertThat(session.send(TestService.COUNT, NONE, stream).reason())
        .as("out of another stream")
        .isEqualTo("REPLAYED");

    stream = stream(5);
    byte[][] longer = Arrays.copyOf(stream, stream.length + 1);
    longer[stream.length] = stream[1];
    assertThat(session.send(TestService.COUNT, NONE, longer).reason())
        .as("after the last")
        .isEqualTo("REPLAYED");
  }

  /** A stream of that many messages, with its begin and end. */
  private byte[][] stream(int messages) {
    long counter = session.counter.incrementAndGet();
    byte[][] stream = new byte[messages + 2][];
    for (int i = 0; i < stream.length; i++) {
      int flags = i == 0 ? EMPTY : i == stream.length - 1 ? EMPTY | LAST : 0;
      stream[i] =
          session.request(
              TestService.COUNT,
              flags,
              new Stamp(session.id, counter, i, System.currentTimeMillis()),
              NONE,
              flags == 0 ? "x" : "");
    }
    return stream;
  }

  @Test
  void aSensitiveMethodTakesNothingThatIsNotEncrypted() throws Exception {
    RawSession.Outcome outcome =
        session.send(
            TestService.SECRET,
            NONE,
            session.request(TestService.SECRET, LAST, session.stamp(), NONE, "hello"));
    assertThat(outcome.reason()).isEqualTo("ENCRYPTION_REQUIRED");
    assertThat(handled()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void anAnswersBodyIsNotToBeSeen(AeadSuite suite) throws Exception {
    session = new RawSession(server, KemSuite.X25519, suite);
    byte[] request =
        session.request(TestService.ECHO, LAST | ENCRYPTED, session.stamp(), NONE, "secret words");
    byte[] answer = session.send(TestService.ECHO, NONE, request).messages().getFirst();
    assertThat(new String(request, UTF_8)).doesNotContain("secret");
    assertThat(new String(answer, UTF_8)).doesNotContain("secret");
    assertThat(session.opened(TestService.ECHO, answer)).isEqualTo("secret words");
  }
}
