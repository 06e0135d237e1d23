package io.ghostbridge.transport.http3.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.transport.http3.internal.connection.Http3Limits;
import io.ghostbridge.transport.http3.internal.quic.QuicSettings;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that want to harm. Each bound is hit with its limit made small, or as it ships. */
@Timeout(90)
class AbuseTest {
  private static final int EXCESSIVE_LOAD = 0x107;
  private static final int MESSAGE_ERROR = 0x10e;
  private static final int VERSION_1 = 1;
  private static final int MIN_INITIAL = 1200;

  @TempDir private static Path directory;
  private final SecureRandom random = new SecureRandom();

  private static Http3Limits limits(int streams, int nuisances, int resets, long stallMillis) {
    Http3Limits shipped = Http3Limits.DEFAULTS;
    return new Http3Limits(
        streams,
        shipped.maxHeaderListBytes(),
        shipped.streamWindowBytes(),
        shipped.connectionWindowBytes(),
        2_000,
        shipped.idleTimeoutMillis(),
        stallMillis,
        0,
        0,
        nuisances,
        resets,
        shipped.resetsInAll());
  }

  private static QuicSettings quic(int retryHandshakes, int statelessAnswers) {
    return new QuicSettings(
        QuicCongestionControlAlgorithm.CUBIC, 1350, retryHandshakes, statelessAnswers, true, true);
  }

  // ---- Without a connection.

  private static DatagramSocket socket(RunningServer server) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.connect(server.address);
    socket.setSoTimeout(500);
    return socket;
  }

  private static byte @Nullable [] receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    try {
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    } catch (SocketTimeoutException e) {
      return null;
    }
  }

  /** A long-header packet with ids of eight bytes and noise for the rest. */
  private byte[] longHeader(int version, int length) {
    byte[] packet = new byte[length];
    random.nextBytes(packet);
    packet[0] = (byte) 0xc0;
    ByteBuffer.wrap(packet).putInt(1, version);
    packet[5] = 8;
    packet[14] = 8;
    // No token.
    packet[23] = 0;
    // The length of what follows.
    ByteBuffer.wrap(packet).putShort(24, (short) (0x4000 | (length - 26)));
    return packet;
  }

  private static void send(DatagramSocket socket, byte[] packet) throws IOException {
    socket.send(new DatagramPacket(packet, packet.length));
  }

  @Test
  void anotherVersionIsAnsweredByVersionNegotiationSoOftenASecondAndNoMore() throws Exception {
    try (RunningServer server = new RunningServer(directory, Http3Limits.DEFAULTS, quic(64, 3));
        DatagramSocket socket = socket(server)) {
      for (int i = 0; i < 200; i++) {
        send(socket, longHeader(0xdadadada, MIN_INITIAL));
      }
      int answers = 0;
      byte[] answer;
      while ((answer = receive(socket)) != null) {
        answers++;
        assertThat(ByteBuffer.wrap(answer).getInt(1)).as("Version Negotiation").isZero();
        assertThat(answer.length).isLessThan(MIN_INITIAL / 10);
      }
      // One socket of the server's gets them all, within two of its seconds at most.
      assertThat(answers).isBetween(1, 6);
      assertThat(server.client().unary("Unary", new byte[1]).status()).isEqualTo("0");
    }
  }

  @Test
  void whoHasItsAnswersMayCallAgainThoughTheHandlersHaveNotReturned() throws Exception {
    try (RunningServer server =
            new RunningServer(directory, limits(20, 100, 100, 5_000), quic(64, 3));
        TestClient client = new TestClient(server.address, TestClient.Options.DEFAULTS)) {
      for (int i = 0; i < 50; i++) {
        TestCall call = client.unary("Linger", new byte[] {7});
        assertThat(call.status()).as("call %d", i).isEqualTo("0");
        assertThat(call.next()).containsExactly(7);
      }
    }
  }

  @Test
  void smallFirstPacketsAreNotAnswered() throws Exception {
    try (RunningServer server = new RunningServer(directory);
        DatagramSocket socket = socket(server)) {
      send(socket, longHeader(0xdadadada, MIN_INITIAL - 1));
      send(socket, longHeader(VERSION_1, MIN_INITIAL - 1));
      send(socket, new byte[] {(byte) 0xc0});
      send(socket, new byte[] {});
      assertThat(receive(socket)).isNull();
      assertThat(server.server.openConnections()).isZero();
    }
  }

  @Test
  void aFloodOfFirstPacketsLeavesFewConnectionsAndTheRestGetARetry() throws Exception {
    try (RunningServer server =
            new RunningServer(directory, limits(100, 2000, 2000, 120_000), quic(10, 100));
        DatagramSocket socket = socket(server)) {
      int retries = 0;
      for (int i = 0; i < 2000; i++) {
        send(socket, longHeader(VERSION_1, MIN_INITIAL));
        if (i % 50 == 49) {
          byte[] answer = receive(socket);
          if (answer != null && (answer[0] & 0xf0) == 0xf0) {
            retries++;
          }
        }
      }
      assertThat(retries).isPositive();
      assertThat(server.server.openConnections()).isLessThanOrEqualTo(12);
      // A client that can receive gets through, by its Retry.
      assertThat(server.client().unary("Unary", new byte[1]).status()).isEqualTo("0");
      // What was begun and never went on is forgotten.
      while (server.server.openConnections() > 1) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  @Test
  void underLoadAClientProvesItsAddressByARetry() throws Exception {
    try (RunningServer server = new RunningServer(directory, Http3Limits.DEFAULTS, quic(0, 100))) {
      for (int i = 0; i < 5; i++) {
        assertThat(server.client().unary("Unary", new byte[100]).status()).isEqualTo("0");
      }
    }
  }

  @Test
  void packetsOfAFormerRunAreAnsweredByAStatelessResetThatIsSmaller() throws Exception {
    try (RunningServer server = new RunningServer(directory, Http3Limits.DEFAULTS, quic(64, 2));
        DatagramSocket socket = socket(server)) {
      byte[] packet = new byte[60];
      random.nextBytes(packet);
      packet[0] = 0x40;
      List<byte[]> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        send(socket, packet);
      }
      byte[] answer;
      while ((answer = receive(socket)) != null) {
        answers.add(answer);
      }
      byte[] token = resetToken(Arrays.copyOfRange(packet, 1, 21));
      assertThat(answers)
          .hasSizeBetween(1, 4)
          .allSatisfy(
              reset -> {
                assertThat(reset.length).isLessThan(packet.length);
                assertThat(Arrays.copyOfRange(reset, reset.length - 16, reset.length))
                    .isEqualTo(token);
              });
      send(socket, Arrays.copyOf(packet, 42));
      assertThat(receive(socket)).as("too small to be answered").isNull();
    }
  }

  /** What a client of the former run was told for this connection id. */
  private static byte[] resetToken(byte[] connectionId) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    return Arrays.copyOf(mac.doFinal(connectionId), 16);
  }

  // ---- On a connection.

  private static QuicConnectionCloseEvent closed(TestClient client) throws Exception {
    return client.closed.get(20, TimeUnit.SECONDS);
  }

  @Test
  void streamsThatAreBegunAndResetEndTheConnection() throws Exception {
    try (RunningServer server =
        new RunningServer(directory, limits(1000, 2000, 50, 120_000), QuicSettings.DEFAULTS)) {
      TestClient client = server.client();
      for (int i = 0; i < 200 && !client.closed.isDone(); i++) {
        try {
          var _ = client.call("Hang").stream().shutdown(0x10c);
        } catch (Exception e) {
          break;
        }
      }
      assertThat(closed(client).error()).isEqualTo(EXCESSIVE_LOAD);
    }
  }

  @Test
  void callsBeyondTheLimitCannotBeBegun() throws Exception {
    try (RunningServer server =
        new RunningServer(directory, limits(10, 2000, 2000, 120_000), QuicSettings.DEFAULTS)) {
      TestClient client = server.client();
      for (int i = 0; i < 10; i++) {
        client.unary("Hang", new byte[1]);
      }
      while (server.echo.hanging.get() < 10) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(client.connection.peerAllowedStreams(QuicStreamType.BIDIRECTIONAL))
          .as("QUIC's own limit holds the client back")
          .isZero();
    }
  }

  @Test
  void emptyDataFramesEndTheConnection() throws Exception {
    try (RunningServer server =
        new RunningServer(directory, limits(100, 50, 2000, 120_000), QuicSettings.DEFAULTS)) {
      TestClient client = server.client();
      TestCall call = client.call("Count");
      for (int i = 0; i < 100; i++) {
        var _ = call.stream().writeAndFlush(new DefaultHttp3DataFrame(Unpooled.EMPTY_BUFFER));
      }
      assertThat(closed(client).error()).isEqualTo(EXCESSIVE_LOAD);
    }
  }

  @Test
  void aFieldSectionLargerThanTheLimitEndsTheConnection() throws Exception {
    try (RunningServer server = new RunningServer(directory)) {
      TestClient client = server.client();
      Http3Headers headers = TestClient.request("Unary");
      for (int i = 0; i < 40; i++) {
        headers.add("x-padding-" + i, "x".repeat(1000));
      }
      try {
        client.call(headers);
      } catch (Exception e) {
        // The connection may be gone before the write is done.
        assertThat(e).isNotNull();
      }
      assertThat(closed(client).error()).isEqualTo(EXCESSIVE_LOAD);
    }
  }

  @Test
  void malformedFieldsAreAMessageErrorOfTheirStreamOnly() throws Exception {
    try (RunningServer server = new RunningServer(directory)) {
      TestClient client = server.client();
      for (String[] field :
          new String[][] {
            {"connection", "close"},
            {"te", "gzip"},
            {"transfer-encoding", "chunked"},
            {"content-length", "many"},
            {"x-line", "a\nb"}
          }) {
        TestCall call = client.call(TestClient.request("Unary").add(field[0], field[1]));
        assertThat(call.resetCode()).as(field[0]).isEqualTo(MESSAGE_ERROR);
      }
      assertThat(client.unary("Unary", new byte[1]).status()).isEqualTo("0");
    }
  }

  @Test
  void aBodyOfAnotherLengthThanDeclaredIsAMessageError() throws Exception {
    try (RunningServer server = new RunningServer(directory)) {
      TestClient client = server.client();
      TestCall call = client.call(TestClient.request("Unary").add("content-length", "4"));
      var _ = call.stream().writeAndFlush(TestClient.data(new byte[100]));
      assertThat(call.resetCode()).isEqualTo(MESSAGE_ERROR);
    }
  }

  @Test
  void aClientThatReadsNothingHoldsTheHandlerBackAndIsCutOff() throws Exception {
    try (RunningServer server =
        new RunningServer(directory, limits(100, 2000, 2000, 2_000), QuicSettings.DEFAULTS)) {
      TestClient client = server.client(new TestClient.Options(64 * 1024, 64 * 1024, null));
      TestCall call = client.call("Flood");
      call.stream().config().setAutoRead(false);
      call.send(new byte[10_000]);
      call.halfClose();
      while (server.echo.floodSent.get() == 0) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      TimeUnit.MILLISECONDS.sleep(500);
      // Its windows, QUIC's send buffer and the queue: not what 500 ms could produce.
      assertThat(server.echo.floodSent.get()).isLessThan(300);
      while (server.echo.flooding.get() > 0) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  @Test
  void brokenFramesEndTheConnectionWithTheirCode() throws Exception {
    try (RunningServer server = new RunningServer(directory)) {
      for (String[] broken :
          new String[][] {
            {"000101", "105"}, // data before the head
            {"01030200d1", "200"}, // a dynamic table
            {"010400", "106"}, // an end in a frame
          }) {
        TestClient client = server.client();
        byte[] bytes = HexFormat.of().parseHex(broken[0]);
        QuicStreamChannel stream =
            client
                .connection
                .createStream(QuicStreamType.BIDIRECTIONAL, new ChannelInboundHandlerAdapter())
                .sync()
                .getNow();
        var _ =
            stream.writeAndFlush(new DefaultQuicStreamFrame(Unpooled.copiedBuffer(bytes), true));
        assertThat(Integer.toHexString(closed(client).error())).as(broken[0]).isEqualTo(broken[1]);
      }
    }
  }

  @Test
  void requestsWithoutWhatEachMustHaveAreAMessageErrorOfTheirStreamOnly() throws Exception {
    try (RunningServer server = new RunningServer(directory)) {
      TestClient client = server.client();
      for (String section :
          new String[] {
            "0000d1d7c1", // no authority
            "0000d1d75000c1", // an empty one
            "0000d15001" + "61", // neither scheme nor path
            "0000d1d1d7c1500161", // two methods
            "0000d1d75001612461626364" + "0131" + "c1", // a pseudo-header field after others
            "0000d9" // an answer's
          }) {
        TestCall call = new TestCall();
        QuicStreamChannel stream =
            client.connection.createStream(QuicStreamType.BIDIRECTIONAL, call).sync().getNow();
        byte[] bytes = HexFormat.of().parseHex(section);
        var _ =
            stream.writeAndFlush(
                new DefaultQuicStreamFrame(
                    Unpooled.buffer().writeByte(1).writeByte(bytes.length).writeBytes(bytes),
                    true));
        assertThat(call.resetCode()).as(section).isEqualTo(MESSAGE_ERROR);
      }
      assertThat(client.unary("Unary", new byte[1]).status()).isEqualTo("0");
    }
  }
}
