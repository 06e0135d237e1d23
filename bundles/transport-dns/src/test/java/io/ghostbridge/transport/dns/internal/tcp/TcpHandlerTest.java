package io.ghostbridge.transport.dns.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.transport.dns.internal.FixedResponder;
import io.ghostbridge.transport.dns.internal.answer.Answers;
import io.ghostbridge.transport.dns.internal.answer.LoopStatistics;
import io.ghostbridge.transport.dns.internal.connection.ConnectionKind;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.cookie.CookiePolicy;
import io.ghostbridge.transport.dns.internal.forward.Forwarder;
import io.ghostbridge.transport.dns.internal.forward.ForwarderSettings;
import io.ghostbridge.transport.dns.internal.message.ResponseEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TcpHandlerTest {
  private static final int QUERIES = 1000;
  private static final byte[] QUERY =
      HexFormat.of().parseHex("0015" + "123401000001000000000000" + "037777770000010001");

  /** 5,000 records of 11 bytes. */
  private static final DnsAnswer LONG_ANSWER =
      new DnsAnswer(0, true, 5000, 0, 0, new byte[5000 * 11]);

  private static final int MOST_UNSENT = 64 * 1024 + 60_000;

  private final LoopStatistics statistics = new LoopStatistics();
  private final Client client = new Client();
  private final Connection channel = new Connection();

  private void connect() {
    var answers =
        new Answers(
            () -> new FixedResponder(LONG_ANSWER),
            new Forwarder(new ForwarderSettings(List.of(), List.of(), 1000, 1)),
            1);
    var queries =
        new ConnectionQueries(
            ConnectionKind.TCP,
            answers,
            new ResponseEncoder(1232, false),
            CookiePolicy.OFF,
            60_000,
            statistics);
    channel
        .pipeline()
        .addLast(
            client,
            new TcpPipeline(null, ignored -> queries, new ConnectionLimits(10, 10, 10, 60_000)));
  }

  private void askAllAtOnce() {
    ByteBuf burst = Unpooled.buffer(QUERIES * QUERY.length);
    for (int i = 0; i < QUERIES; i++) {
      burst.writeBytes(QUERY);
    }
    channel.writeInbound(burst);
  }

  private int received() {
    int count = 0;
    for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      assertThat(sent.readableBytes()).isGreaterThan(LONG_ANSWER.sections().length);
      sent.release();
      count++;
    }
    return count;
  }

  @Test
  void ofABurstNoMoreIsHeldAsResponsesThanTheClientTakesNext() {
    connect();
    askAllAtOnce();
    assertThat(client.mostUnsent).isLessThan(MOST_UNSENT);
    assertThat(received()).isEqualTo(QUERIES);
    assertThat(channel.config().isAutoRead()).isTrue();
    channel.finishAndReleaseAll();
  }

  @Test
  void aClientThatTakesNothingIsReadNoFurtherAndThenGetsAll() {
    connect();
    client.takesNothing = true;
    askAllAtOnce();
    assertThat(LoopStatistics.sum(List.of(statistics)).responses()).isLessThan(5);
    assertThat(channel.config().isAutoRead()).isFalse();
    client.takesNothing = false;
    channel.flush();
    assertThat(received()).isEqualTo(QUERIES);
    assertThat(channel.config().isAutoRead()).isTrue();
    channel.finishAndReleaseAll();
  }

  @Test
  void queriesThatWaitAreReleasedWithTheirConnection() {
    connect();
    client.takesNothing = true;
    ByteBuf burst = Unpooled.buffer(3 * QUERY.length);
    for (int i = 0; i < 3; i++) {
      burst.writeBytes(QUERY);
    }
    channel.writeInbound(burst);
    channel.finishAndReleaseAll();
    assertThat(burst.refCnt()).isZero();
  }

  private static final class Client extends ChannelOutboundHandlerAdapter {
    boolean takesNothing;
    long mostUnsent;

    @Override
    public void flush(ChannelHandlerContext context) {
      mostUnsent =
          Math.max(
              mostUnsent, context.channel().unsafe().outboundBuffer().totalPendingWriteBytes());
      if (!takesNothing) {
        context.flush();
      }
    }
  }

  private static final class Connection extends EmbeddedChannel {
    @Override
    protected SocketAddress remoteAddress0() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5353);
    }
  }
}
