package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.names.internal.NamesComponent;
import io.ghostbridge.tls.ConfiguredTls;
import io.ghostbridge.tls.ServerTls;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.ghostbridge.transport.dns.internal.connection.EncryptedLimits;
import io.ghostbridge.transport.dns.internal.cookie.CookiePolicy;
import io.ghostbridge.transport.dns.internal.cookie.CookieSecrets;
import io.ghostbridge.transport.dns.internal.forward.ForwarderSettings;
import io.ghostbridge.transport.dns.internal.udp.RateLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The transport on a free port in front of the resolver, which serves zone files. */
final class RunningServer implements AutoCloseable {
  /** What responses are padded to multiples of (RFC 8467, section 4.1). */
  static final int PADDING_BLOCK_BYTES = 468;

  private static final int HANDSHAKE_MILLIS = 1000;
  private static final ForwarderSettings NOT_FORWARDING =
      new ForwarderSettings(List.of(), List.of(), 1000, 1);

  private final NamesComponent names;
  private final DnsServer server;

  private RunningServer(NamesComponent names, DnsServer server) {
    this.names = names;
    this.server = server;
  }

  static RunningServer start(Path data, String zone, String zoneFile) throws IOException {
    return start(data, zone, zoneFile, settings());
  }

  static RunningServer start(Path data, String zone, String zoneFile, DnsServerSettings settings)
      throws IOException {
    Path zones = Files.createDirectories(data.resolve("names").resolve("zones"));
    Files.writeString(zones.resolve(zone + ".zone"), zoneFile);
    var names = new NamesComponent(data, 16, 16);
    return new RunningServer(names, new DnsServer(settings, () -> names, tls(data)));
  }

  static DnsServer withResponder(DnsResponder responder) throws IOException {
    return new DnsServer(settings(), () -> responder, noTls());
  }

  /** The development certificate, which is made in {@code data} when it is first asked for. */
  static ServerTls tls(Path data) throws IOException {
    return new ConfiguredTls(
        new ConfiguredTls.Settings("", "", "none", "", "", "io.ghostbridge.tls.cfg"), data, data);
  }

  /** For servers without encryption, which never ask for a certificate. */
  static ServerTls noTls() throws IOException {
    return tls(Path.of("nowhere"));
  }

  static DnsServerSettings settings() {
    return settings(0, new ConnectionLimits(100, 100, 10, 60_000), 0);
  }

  static DnsServerSettings settings(int port, ConnectionLimits tcp, int rateLimit) {
    return settings(port, tcp, rateLimit, NOT_FORWARDING, 2000);
  }

  static DnsServerSettings settings(
      int port, ConnectionLimits tcp, int rateLimit, ForwarderSettings forwarder, int drainMillis) {
    return new DnsServerSettings(
        List.of(InetAddress.getLoopbackAddress()),
        port,
        1,
        1232,
        1000,
        drainMillis,
        tcp,
        new RateLimit(rateLimit, Math.max(1, rateLimit), 2, List.of()),
        CookiePolicy.on(CookieSecrets.random(), false),
        forwarder,
        clearTextOnly());
  }

  static DnsServerSettings settings(CookiePolicy cookies) {
    return with(settings(), cookies, clearTextOnly());
  }

  private static EncryptedSettings clearTextOnly() {
    int off = EncryptedSettings.OFF;
    var limits = new EncryptedLimits(new ConnectionLimits(1, 1, 1, 1000), 1, 1000, 0);
    return new EncryptedSettings(off, off, false, off, "/dns-query", limits);
  }

  /** DNS over TLS, HTTPS and QUIC on free ports. */
  static DnsServerSettings encrypted(ConnectionLimits limits, int streams) {
    return encrypted(limits, streams, EncryptedSettings.UNPROVEN_HANDSHAKES);
  }

  static DnsServerSettings encrypted(ConnectionLimits limits, int streams, int unprovenHandshakes) {
    DnsServerSettings clear = settings();
    return with(
        clear,
        clear.cookies(),
        new EncryptedSettings(
            0,
            0,
            true,
            0,
            "/dns-query",
            new EncryptedLimits(limits, streams, HANDSHAKE_MILLIS, unprovenHandshakes)));
  }

  private static DnsServerSettings with(
      DnsServerSettings clear, CookiePolicy cookies, EncryptedSettings encrypted) {
    return new DnsServerSettings(
        clear.addresses(),
        0,
        1,
        clear.udpPayloadBytes(),
        clear.maximumInFlight(),
        clear.drainTimeoutMillis(),
        clear.tcp(),
        clear.rateLimit(),
        cookies,
        clear.forwarder(),
        encrypted);
  }

  int port() {
    return server.port();
  }

  /** The port of the endpoint with that configuration key. */
  int port(String key) {
    return port(server, key);
  }

  /** The same of another server. */
  static int port(DnsServer server, String key) {
    return server.endpoints().stream()
        .filter(each -> each.configKey().endsWith(":" + key))
        .map(each -> each.address().substring(each.address().lastIndexOf(':') + 1))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElseThrow();
  }

  DnsServer server() {
    return server;
  }

  NamesComponent names() {
    return names;
  }

  /** The response to a query by dnsjava, without EDNS. */
  Message ask(String name, int type) throws IOException {
    return resolver(false).send(query(name, type));
  }

  Resolver resolver(boolean tcp) throws IOException {
    var resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
    resolver.setPort(port());
    resolver.setTCP(tcp);
    resolver.setEDNS(-1);
    resolver.setIgnoreTruncation(true);
    return resolver;
  }

  static Message query(String name, int type) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), type, 1));
  }

  /** Status, flags and records on one line each, in the order of the message. */
  static String summary(Message message) {
    var text = new StringBuilder(Rcode.string(message.getRcode()));
    for (int section = 1; section <= 3; section++) {
      for (Record each : message.getSection(section)) {
        text.append('\n')
            .append("?aux".charAt(section))
            .append(' ')
            .append(each.getName())
            .append(' ')
            .append(Type.string(each.getType()))
            .append(' ')
            .append(each.rdataToString());
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    server.close();
    names.close();
  }
}
