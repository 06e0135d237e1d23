package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.dns.DnsExtendedError;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.ghostbridge.transport.dns.internal.cookie.CookiePolicy;
import io.ghostbridge.transport.dns.internal.cookie.CookieSecrets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TcpKeepaliveOption;
import org.xbill.DNS.Type;

/** Cookies, keepalive, padding and reasons in OPT records, by UDP and TCP. */
final class EdnsTest {
  private static final int LIMIT_MILLIS = 20_000;
  private static final byte[] CLIENT_COOKIE = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final EDNSOption PADDING =
      new GenericEDNSOption(EDNSOption.Code.PADDING, new byte[20]);

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start(data, ExampleZone.NAME, ExampleZone.text());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Message query(String name, int type, EDNSOption... options) throws IOException {
    return with(RunningServer.query(name, type), options);
  }

  private static Message with(Message query, EDNSOption... options) {
    query.addRecord(new OPTRecord(1232, 0, 0, 0, List.of(options)), Section.ADDITIONAL);
    return query;
  }

  private static Message byUdp(int port, Message query) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(LIMIT_MILLIS);
      return byUdp(socket, port, query);
    }
  }

  private static Message byUdp(DatagramSocket socket, int port, Message query) throws IOException {
    byte[] wire = query.toWire();
    socket.send(
        new DatagramPacket(
            wire, wire.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    var packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  private static Message byUdp(Message query) throws IOException {
    return byUdp(server.port(), query);
  }

  private static Message byTcp(Message query) throws IOException {
    return server.resolver(true).send(query);
  }

  private static CookieOption cookie(Message response) {
    return (CookieOption) response.getOPT().getOptions(EDNSOption.Code.COOKIE).getFirst();
  }

  private static int reason(Message response) {
    return ((ExtendedErrorCodeOption)
            response.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).getFirst())
        .getErrorCode();
  }

  @Test
  void aClientsCookieIsAnsweredWithOneForIt() throws IOException {
    for (boolean tcp : new boolean[] {false, true}) {
      Message query = query("www.example.test.", Type.A, new CookieOption(CLIENT_COOKIE));
      Message response = tcp ? byTcp(query) : byUdp(query);
      assertThat(response.getRcode()).isEqualTo(Rcode.NOERROR);
      CookieOption cookie = cookie(response);
      assertThat(cookie.getClientCookie()).isEqualTo(CLIENT_COOKIE);
      assertThat(cookie.getServerCookie()).isPresent().get().matches(each -> each.length == 16);
      // Shown again, it is still fresh.
      Message again = byUdp(query("www.example.test.", Type.A, cookie));
      assertThat(cookie(again)).isEqualTo(cookie);
    }
  }

  @Test
  void whoAsksForACookieOnlyGetsIt() throws IOException {
    var query = new Message();
    with(query, new CookieOption(CLIENT_COOKIE));
    Message response = byUdp(query);
    assertThat(response.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(response.getHeader().getCount(Section.QUESTION)).isZero();
    assertThat(cookie(response)).isNotNull();
    assertThat(byUdp(with(new Message())).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void cookiesOfNoPossibleLengthAndCutOptionsAreFormatErrors() throws IOException {
    for (int length : new int[] {0, 7, 9, 15, 41}) {
      EDNSOption cookie = new GenericEDNSOption(65_001, new byte[length]);
      byte[] wire = query("www.example.test.", Type.A, cookie).toWire();
      int code = wire.length - length - 4;
      wire[code] = 0;
      wire[code + 1] = EDNSOption.Code.COOKIE;
      assertThat(raw(wire).getRcode()).as("length %s", length).isEqualTo(Rcode.FORMERR);
    }
    byte[] cut = query("www.example.test.", Type.A, PADDING).toWire();
    cut[cut.length - 21]++;
    assertThat(raw(cut).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  private static Message raw(byte[] wire) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.send(
          new DatagramPacket(wire, wire.length, InetAddress.getLoopbackAddress(), server.port()));
      var packet = new DatagramPacket(new byte[65_535], 65_535);
      socket.receive(packet);
      return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
  }

  @Test
  void withoutAValidCookieAFloodGetsBadcookieAndWithOneItGetsAnswers(@TempDir Path other)
      throws IOException {
    DnsServerSettings settings =
        RunningServer.settings(0, new ConnectionLimits(100, 100, 10, 60_000), 1);
    try (var limited = RunningServer.start(other, ExampleZone.NAME, ExampleZone.text(), settings);
        var socket = new DatagramSocket()) {
      socket.setSoTimeout(LIMIT_MILLIS);
      Message first =
          byUdp(
              socket,
              limited.port(),
              query("www.example.test.", Type.A, new CookieOption(CLIENT_COOKIE)));
      CookieOption cookie = cookie(first);
      // The burst of one is used up: of two more, one is dropped and one answered BADCOOKIE.
      byte[] wire = query("www.example.test.", Type.A, new CookieOption(CLIENT_COOKIE)).toWire();
      socket.send(
          new DatagramPacket(wire, wire.length, InetAddress.getLoopbackAddress(), limited.port()));
      Message refused =
          byUdp(
              socket,
              limited.port(),
              query("www.example.test.", Type.A, new CookieOption(CLIENT_COOKIE)));
      assertThat(refused.getRcode()).isEqualTo(Rcode.BADCOOKIE);
      assertThat(refused.getSection(Section.ANSWER)).isEmpty();
      assertThat(cookie(refused)).isNotNull();
      for (int i = 0; i < 50; i++) {
        Message answered =
            byUdp(socket, limited.port(), query("www.example.test.", Type.A, cookie));
        assertThat(answered.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answered.getSection(Section.ANSWER)).hasSize(2);
      }
    }
  }

  @Test
  void whereCookiesAreRequiredAClientThatKnowsOfThemShowsOneFirst(@TempDir Path other)
      throws IOException {
    DnsServerSettings settings =
        RunningServer.settings(CookiePolicy.on(CookieSecrets.random(), true));
    try (var strict = RunningServer.start(other, ExampleZone.NAME, ExampleZone.text(), settings)) {
      Message refused =
          byUdp(strict.port(), query("www.example.test.", Type.A, new CookieOption(CLIENT_COOKIE)));
      assertThat(refused.getRcode()).isEqualTo(Rcode.BADCOOKIE);
      CookieOption cookie = cookie(refused);
      assertThat(byUdp(strict.port(), query("www.example.test.", Type.A, cookie)).getRcode())
          .isEqualTo(Rcode.NOERROR);
      assertThat(byUdp(strict.port(), RunningServer.query("www.example.test.", Type.A)).getRcode())
          .isEqualTo(Rcode.NOERROR);
    }
  }

  @Test
  void whereCookiesAreOffNoneIsMade(@TempDir Path other) throws IOException {
    DnsServerSettings settings = RunningServer.settings(CookiePolicy.OFF);
    try (var without = RunningServer.start(other, ExampleZone.NAME, ExampleZone.text(), settings)) {
      Message response =
          byUdp(
              without.port(), query("www.example.test.", Type.A, new CookieOption(CLIENT_COOKIE)));
      assertThat(response.getOPT().getOptions()).isEmpty();
    }
  }

  @Test
  void keepaliveIsAnsweredByTcpAndIgnoredByUdp() throws IOException {
    Message byTcp = byTcp(query("www.example.test.", Type.A, new TcpKeepaliveOption()));
    assertThat(byTcp.getOPT().getOptions(EDNSOption.Code.TCP_KEEPALIVE))
        .containsExactly(new TcpKeepaliveOption(600));
    Message byUdp = byUdp(query("www.example.test.", Type.A, new TcpKeepaliveOption()));
    assertThat(byUdp.getOPT().getOptions()).isEmpty();
  }

  @Test
  void aQueryAsLongAsTheServerSaysThatItTakesIsAnswered() throws IOException {
    int taken = byUdp(query("www.example.test.", Type.A)).getOPT().getPayloadSize();
    int length = query("www.example.test.", Type.A).toWire().length + 4;
    EDNSOption filling = new GenericEDNSOption(65_001, new byte[taken - length]);
    Message longest = query("www.example.test.", Type.A, filling);
    assertThat(longest.toWire()).hasSize(taken);
    assertThat(byUdp(longest).getSection(Section.ANSWER)).hasSize(2);
  }

  @Test
  void nothingIsPaddedInClearText() throws IOException {
    assertThat(byTcp(query("www.example.test.", Type.A, PADDING)).getOPT().getOptions()).isEmpty();
    assertThat(byUdp(query("www.example.test.", Type.A, PADDING)).getOPT().getOptions()).isEmpty();
  }

  @Test
  void refusalsSayWhyToClientsWithEdns() throws IOException {
    assertThat(reason(byUdp(query("www.elsewhere.test.", Type.A))))
        .isEqualTo(DnsExtendedError.NOT_AUTHORITATIVE);
    assertThat(reason(byUdp(query("example.test.", Type.AXFR))))
        .isEqualTo(DnsExtendedError.NOT_SUPPORTED);
    Message chaos =
        Message.newQuery(
            Record.newRecord(Name.fromString("version.bind."), Type.TXT, DClass.CHAOS));
    assertThat(reason(byTcp(with(chaos)))).isEqualTo(DnsExtendedError.NOT_SUPPORTED);
    assertThat(byUdp(RunningServer.query("www.elsewhere.test.", Type.A)).getOPT()).isNull();
    assertThat(byUdp(query("www.example.test.", Type.A)).getOPT().getOptions()).isEmpty();
  }

  @Test
  void withoutAResponderServfailSaysThatTheServerIsNotReady() throws IOException {
    try (var empty = new DnsServer(RunningServer.settings(), () -> null, RunningServer.noTls())) {
      Message response = byUdp(empty.port(), query("www.example.test.", Type.A));
      assertThat(response.getRcode()).isEqualTo(Rcode.SERVFAIL);
      assertThat(reason(response)).isEqualTo(DnsExtendedError.NOT_READY);
    }
  }

  @Test
  void truncatedResponsesKeepTheirCookie() throws IOException {
    Message query = RunningServer.query("big.example.test.", Type.TXT);
    query.addRecord(
        new OPTRecord(512, 0, 0, 0, List.of(new CookieOption(CLIENT_COOKIE))), Section.ADDITIONAL);
    Message response = byUdp(query);
    assertThat(response.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(cookie(response)).isNotNull();
  }
}
