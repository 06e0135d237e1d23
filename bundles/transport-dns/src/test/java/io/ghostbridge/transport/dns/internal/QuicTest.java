package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TcpKeepaliveOption;
import org.xbill.DNS.Type;

/** DNS over QUIC (RFC 9250): answers, and the error codes that clients decide by. */
final class QuicTest {
  private static final int LIMIT_SECONDS = 30;
  private static final int STREAMS = 20;

  /** RFC 9250, section 4.3. */
  private static final int DOQ_NO_ERROR = 0x0;

  private static final int DOQ_PROTOCOL_ERROR = 0x2;
  private static final int DOQ_REQUEST_CANCELLED = 0x3;
  private static final int DOQ_EXCESSIVE_LOAD = 0x4;

  /** RFC 9000, section 20.1. */
  private static final int CONNECTION_REFUSED = 0x2;

  /** TLS's alert (RFC 9001, section 4.8). */
  private static final int NO_APPLICATION_PROTOCOL = 0x100 + 120;

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        RunningServer.start(
            data,
            ExampleZone.NAME,
            ExampleZone.text(),
            RunningServer.encrypted(new ConnectionLimits(100, 100, 10, 60_000), STREAMS));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static QuicClient connect() throws Exception {
    return new QuicClient(server.port("quicPort"), "doq");
  }

  /** With its length before it, and id 0. */
  private static byte[] framed(Message query) {
    query.getHeader().setID(0);
    byte[] wire = query.toWire();
    return ByteBuffer.allocate(2 + wire.length).putShort((short) wire.length).put(wire).array();
  }

  private static byte[] query(String name, int type, EDNSOption... options) throws IOException {
    Message query = RunningServer.query(name, type);
    query.addRecord(new OPTRecord(1232, 0, 0, 0, List.of(options)), Section.ADDITIONAL);
    return framed(query);
  }

  private static Message message(byte[] framed) throws IOException {
    assertThat(ByteBuffer.wrap(framed).getShort()).isEqualTo((short) (framed.length - 2));
    return new Message(Arrays.copyOfRange(framed, 2, framed.length));
  }

  @Test
  void eachStreamBringsItsAnswerPadded() throws Exception {
    try (QuicClient client = connect()) {
      for (int i = 0; i < 5 * STREAMS; i++) {
        byte[] response = client.open().send(query("www.example.test.", Type.A), true).whole();
        assertThat((response.length - 2) % RunningServer.PADDING_BLOCK_BYTES).isZero();
        Message answer = message(response);
        assertThat(answer.getHeader().getID()).isZero();
        assertThat(answer.getSection(Section.ANSWER)).hasSize(2);
      }
    }
  }

  @Test
  void streamsAreAnsweredBesideEachOther() throws Exception {
    try (QuicClient client = connect()) {
      List<QuicClient.Stream> open = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        byte[] query = framed(RunningServer.query("n" + i + ".wild.example.test.", Type.A));
        open.add(client.open().send(Arrays.copyOf(query, 7), false));
      }
      for (int i = STREAMS - 1; i >= 0; i--) {
        byte[] query = framed(RunningServer.query("n" + i + ".wild.example.test.", Type.A));
        open.get(i).send(Arrays.copyOfRange(query, 7, query.length), true);
      }
      for (int i = 0; i < STREAMS; i++) {
        assertThat(RunningServer.summary(message(open.get(i).whole())))
            .isEqualTo("NOERROR\na n" + i + ".wild.example.test. A 192.0.2.99");
      }
    }
  }

  @Test
  void aQueryWithoutEdnsIsAnsweredWithoutIt() throws Exception {
    try (QuicClient client = connect()) {
      byte[] query = framed(RunningServer.query("big.example.test.", Type.TXT));
      Message answer = message(client.open().send(query, true).whole());
      assertThat(answer.getOPT()).isNull();
      assertThat(answer.getSection(Section.ANSWER)).hasSize(3);
    }
  }

  @Test
  void whatTheProtocolCallsFatalEndsTheConnectionWithItsCode() throws Exception {
    byte[] good = query("www.example.test.", Type.A);
    byte[] withId = good.clone();
    withId[3] = 1;
    byte[] isResponse = good.clone();
    isResponse[4] |= (byte) 0x80;
    byte[] twice = ByteBuffer.allocate(2 * good.length).put(good).put(good).array();
    List<byte[]> fatal =
        List.of(
            withId,
            isResponse,
            twice,
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, 1),
            new byte[] {0, 11, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0},
            query("www.example.test.", Type.A, new TcpKeepaliveOption()));
    for (byte[] each : fatal) {
      try (QuicClient client = connect()) {
        client.open().send(each, true);
        assertThat(client.closeCode()).isEqualTo(DOQ_PROTOCOL_ERROR);
      }
    }
    try (QuicClient client = connect()) {
      client.open().send(new byte[5000], false);
      assertThat(client.closeCode()).isEqualTo(DOQ_EXCESSIVE_LOAD);
    }
  }

  @Test
  void aClientMayOpenNoStreamOfOneDirectionAndNoMoreThanAllowed() throws Exception {
    try (QuicClient client = connect()) {
      assertThat(client.allowed(QuicStreamType.UNIDIRECTIONAL)).isZero();
      assertThat(client.allowed(QuicStreamType.BIDIRECTIONAL)).isEqualTo(STREAMS);
      for (int i = 0; i < STREAMS; i++) {
        client.open().send(new byte[1], false);
      }
      assertThat(client.allowed(QuicStreamType.BIDIRECTIONAL)).isZero();
    }
  }

  @Test
  void aCancelledQueryIsForgottenAndTheConnectionGoesOn() throws Exception {
    try (QuicClient client = connect()) {
      QuicClient.Stream cancelled = client.open().send(new byte[] {0, 30, 0}, false);
      cancelled.channel().shutdown(DOQ_REQUEST_CANCELLED, cancelled.channel().newPromise()).sync();
      Message answer =
          message(client.open().send(query("www.example.test.", Type.A), true).whole());
      assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    }
  }

  @Test
  void anotherProtocolIsNotAgreedOn() {
    assertThatThrownBy(() -> new QuicClient(server.port("quicPort"), "h3"))
        .isInstanceOfSatisfying(
            QuicClient.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(NO_APPLICATION_PROTOCOL));
  }

  @Test
  void connectionsBeyondTheLimitAreRefused(@TempDir Path other) throws Exception {
    DnsServerSettings settings =
        RunningServer.encrypted(new ConnectionLimits(1, 1, 10, 60_000), STREAMS);
    try (var small = RunningServer.start(other, ExampleZone.NAME, ExampleZone.text(), settings);
        var first = new QuicClient(small.port("quicPort"), "doq")) {
      assertRefused(small.port("quicPort"));
      byte[] response = first.open().send(query("www.example.test.", Type.A), true).whole();
      assertThat(message(response).getRcode()).isEqualTo(Rcode.NOERROR);
      assertThat(small.server().snapshot().openConnections()).isEqualTo(1);
    }
  }

  /** Refused while the handshake goes on, or where that was quicker, right after it. */
  private static void assertRefused(int port) throws Exception {
    QuicClient late;
    try {
      late = new QuicClient(port, "doq");
    } catch (QuicClient.Refused duringTheHandshake) {
      assertThat(duringTheHandshake.code()).isEqualTo(CONNECTION_REFUSED);
      return;
    } catch (ExecutionException duringTheHandshake) {
      assertThat(duringTheHandshake).hasCauseInstanceOf(ClosedChannelException.class);
      return;
    }
    try (late) {
      assertThat(late.closeCode()).isEqualTo(CONNECTION_REFUSED);
    }
  }

  @Test
  void whereAddressesHaveToBeProvenAClientProvesItsOwn(@TempDir Path other) throws Exception {
    DnsServerSettings settings =
        RunningServer.encrypted(new ConnectionLimits(9, 9, 10, 60_000), STREAMS, 0);
    try (var wary = RunningServer.start(other, ExampleZone.NAME, ExampleZone.text(), settings);
        var client = new QuicClient(wary.port("quicPort"), "doq")) {
      byte[] response = client.open().send(query("www.example.test.", Type.A), true).whole();
      assertThat(message(response).getRcode()).isEqualTo(Rcode.NOERROR);
    }
  }

  @Test
  void aConnectionWithoutAWholeQueryIsClosedWithoutError(@TempDir Path other) throws Exception {
    DnsServerSettings settings =
        RunningServer.encrypted(new ConnectionLimits(9, 9, 10, 300), STREAMS);
    try (var impatient =
            RunningServer.start(other, ExampleZone.NAME, ExampleZone.text(), settings);
        var client = new QuicClient(impatient.port("quicPort"), "doq")) {
      client.open().send(new byte[1], false);
      assertThat(client.closeCode()).isEqualTo(DOQ_NO_ERROR);
    }
  }

  @Test
  void aQueryInFlightIsAnsweredBeforeClosing(@TempDir Path other) throws Exception {
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var waiting =
        new DnsServer(
            RunningServer.encrypted(new ConnectionLimits(9, 9, 10, 60_000), STREAMS),
            () -> new WaitingResponder(asked, release),
            RunningServer.tls(other));
    int port = RunningServer.port(waiting, "quicPort");
    try (var client = new QuicClient(port, "doq")) {
      QuicClient.Stream stream = client.open().send(query("www.example.test.", Type.A), true);
      assertThat(asked.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(waiting::close);
      release.countDown();
      assertThat(message(stream.whole()).getRcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(client.closeCode()).isEqualTo(DOQ_NO_ERROR);
      closing.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    new DatagramSocket(port, InetAddress.getLoopbackAddress()).close();
  }
}
