package io.ghostbridge.transport.dns.internal.https;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.transport.dns.internal.answer.Answers;
import io.ghostbridge.transport.dns.internal.answer.LoopStatistics;
import io.ghostbridge.transport.dns.internal.connection.ConnectionKind;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.connection.EncryptedLimits;
import io.ghostbridge.transport.dns.internal.cookie.CookiePolicy;
import io.ghostbridge.transport.dns.internal.forward.Forwarder;
import io.ghostbridge.transport.dns.internal.forward.ForwarderSettings;
import io.ghostbridge.transport.dns.internal.message.ResponseEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever follows HTTP/2's preface, it is answered or ends the connection, and nothing throws. */
final class HttpsHandlerFuzzTest {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final HttpsSettings SETTINGS =
      new HttpsSettings(
          "/dns-query",
          new EncryptedLimits(new ConnectionLimits(10, 10, 10, 60_000), 10, 1000, 0),
          null);
  private static final Answers ANSWERS =
      new Answers(
          Denying::new, new Forwarder(new ForwarderSettings(List.of(), List.of(), 1000, 1)), 1);

  @FuzzTest
  void anyFramesAreAnsweredOrEndTheConnection(byte[] bytes) {
    var queries =
        new ConnectionQueries(
            ConnectionKind.HTTPS,
            ANSWERS,
            new ResponseEncoder(1232, false),
            CookiePolicy.OFF,
            60_000,
            new LoopStatistics());
    var channel = new Local();
    channel.pipeline().addLast(HttpsPipeline.codec(SETTINGS), new HttpsHandler(queries, SETTINGS));
    channel.writeInbound(Unpooled.wrappedBuffer(PREFACE));
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }
    channel.checkException();
    for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      ((ByteBuf) sent).release();
    }
    channel.finishAndReleaseAll();
  }

  private static final class Local extends EmbeddedChannel {
    @Override
    protected SocketAddress remoteAddress0() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5353);
    }
  }

  private static final class Denying implements DnsResponder {
    @Override
    public DnsAnswer cached(DnsQuestion question) {
      return DnsAnswer.empty(3);
    }

    @Override
    public DnsAnswer answer(DnsQuestion question) {
      return DnsAnswer.empty(3);
    }
  }
}
