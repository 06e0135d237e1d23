package io.ghostbridge.transport.dns.internal.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.transport.dns.internal.answer.Answers;
import io.ghostbridge.transport.dns.internal.answer.LoopStatistics;
import io.ghostbridge.transport.dns.internal.cookie.CookiePolicy;
import io.ghostbridge.transport.dns.internal.forward.Forwarder;
import io.ghostbridge.transport.dns.internal.forward.ForwarderSettings;
import io.ghostbridge.transport.dns.internal.message.ResponseEncoder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UdpHandlerTest {
  private static final int QUERIES = 10_000;
  private static final InetSocketAddress CLIENT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 5353);
  private static final byte[] QUERY =
      HexFormat.of().parseHex("123401000001000000000000" + "037777770000010001");

  @Test
  void whileTheNetworkTakesNoResponsesNoQueriesAreRead() {
    var full = new Full();
    var channel = new EmbeddedChannel(full, handler());
    int asked = 0;
    while (asked < QUERIES && channel.config().isAutoRead()) {
      channel.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(QUERY), CLIENT, CLIENT));
      asked++;
    }
    assertThat(asked).isLessThan(QUERIES);
    full.takesNothing = false;
    channel.flush();
    assertThat(channel.outboundMessages()).hasSize(asked);
    assertThat(channel.config().isAutoRead()).isTrue();
    channel.finishAndReleaseAll();
  }

  private static UdpHandler handler() {
    var nobody =
        new Answers(
            () -> null, new Forwarder(new ForwarderSettings(List.of(), List.of(), 1000, 1)), 1);
    return new UdpHandler(
        nobody,
        new ResponseEncoder(1232, false),
        new ResponseRateLimiter(new RateLimit(0, 1, 0, List.of()), 0),
        CookiePolicy.OFF,
        new LoopStatistics());
  }

  private static final class Full extends ChannelOutboundHandlerAdapter {
    boolean takesNothing = true;

    @Override
    public void flush(ChannelHandlerContext context) {
      if (!takesNothing) {
        context.flush();
      }
    }
  }
}
