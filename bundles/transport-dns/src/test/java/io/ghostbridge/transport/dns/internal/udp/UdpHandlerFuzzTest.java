package io.ghostbridge.transport.dns.internal.udp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.transport.dns.internal.FixedResponder;
import io.ghostbridge.transport.dns.internal.answer.Answers;
import io.ghostbridge.transport.dns.internal.answer.LoopStatistics;
import io.ghostbridge.transport.dns.internal.cookie.CookiePolicy;
import io.ghostbridge.transport.dns.internal.cookie.CookieSecrets;
import io.ghostbridge.transport.dns.internal.forward.Forwarder;
import io.ghostbridge.transport.dns.internal.forward.ForwarderSettings;
import io.ghostbridge.transport.dns.internal.message.DnsCodes;
import io.ghostbridge.transport.dns.internal.message.ResponseEncoder;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/** Whatever a datagram holds, there is one well-formed response to it or none, and no exception. */
final class UdpHandlerFuzzTest {
  private static final int PAYLOAD_BYTES = 1232;
  private static final InetSocketAddress CLIENT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 5353);

  private static final CookiePolicy COOKIES = CookiePolicy.on(CookieSecrets.random(), false);

  /** 90 records of 11 bytes: more than a client without EDNS takes. */
  private static final DnsAnswer LONG_ANSWER =
      new DnsAnswer(DnsCodes.NOERROR, true, 90, 0, 0, new byte[90 * 11]);

  @FuzzTest
  void aDatagramGetsOneWellFormedResponseOrNone(byte[] bytes) throws IOException {
    var answers =
        new Answers(
            () -> new FixedResponder(LONG_ANSWER),
            new Forwarder(new ForwarderSettings(List.of(), List.of(), 1000, 1)),
            1);
    var limiter = new ResponseRateLimiter(new RateLimit(0, 1, 0, List.of()), 0);
    var handler =
        new UdpHandler(
            answers,
            new ResponseEncoder(PAYLOAD_BYTES, false),
            limiter,
            COOKIES,
            new LoopStatistics());
    var channel = new EmbeddedChannel(handler);
    channel.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(bytes), CLIENT, CLIENT));
    channel.checkException();
    DatagramPacket sent = channel.readOutbound();
    if (sent != null) {
      check(bytes, sent);
      sent.release();
    }
    if (channel.readOutbound() != null) {
      throw new AssertionError("a second response");
    }
    channel.finishAndReleaseAll();
  }

  private static void check(byte[] query, DatagramPacket sent) throws IOException {
    byte[] response = new byte[sent.content().readableBytes()];
    sent.content().getBytes(sent.content().readerIndex(), response);
    if (response.length > PAYLOAD_BYTES || !sent.recipient().equals(CLIENT)) {
      throw new AssertionError("too long or for somebody else");
    }
    Message decoded = new Message(response);
    int id = (query[0] & 0xff) << 8 | (query[1] & 0xff);
    if (decoded.getHeader().getID() != id || !decoded.getHeader().getFlag(Flags.QR)) {
      throw new AssertionError("no response to the query");
    }
  }
}
