package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.tls.ServerTls;
import io.ghostbridge.tls.TlsLibraries;
import io.ghostbridge.transport.dns.internal.connection.ConnectionKind;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimiter;
import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.https.DnsOverHttp3;
import io.ghostbridge.transport.dns.internal.https.HttpsPipeline;
import io.ghostbridge.transport.dns.internal.https.HttpsSettings;
import io.ghostbridge.transport.dns.internal.quic.DnsOverQuic;
import io.ghostbridge.transport.dns.internal.quic.QuicConnections;
import io.ghostbridge.transport.dns.internal.tcp.TcpPipeline;
import io.ghostbridge.transport.dns.internal.tls.QuicTls;
import io.ghostbridge.transport.dns.internal.tls.TlsLayer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.quic.Quic;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** DNS over TLS, HTTPS and QUIC: those that are on. For one thread. */
final class EncryptedTransports {
  private final EncryptedSettings settings;
  private final List<InetAddress> addresses;
  private final Listeners listeners;
  private final Function<ConnectionKind, Function<EventLoop, ConnectionQueries>> queries;
  private final Executor handshakes;
  private final ConnectionLimiter connections;
  private final List<QuicConnections> quicConnections = new ArrayList<>();
  private final List<Runnable> reloads = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();

  /**
   * @param queries what answers on each event loop
   * @param handshakes computes those of TLS
   */
  EncryptedTransports(
      EncryptedSettings settings,
      List<InetAddress> addresses,
      Listeners listeners,
      Function<ConnectionKind, Function<EventLoop, ConnectionQueries>> queries,
      Executor handshakes) {
    this.settings = settings;
    this.addresses = addresses;
    this.listeners = listeners;
    this.queries = queries;
    this.handshakes = handshakes;
    this.connections = new ConnectionLimiter(settings.limits().connections());
  }

  /**
   * Binds the sockets.
   *
   * @throws PortInUseException naming the port and its key
   * @throws IOException if the certificate is no good
   */
  void bind(ServerTls tls) throws PortInUseException, IOException {
    if (settings.tlsPort() != EncryptedSettings.OFF) {
      TlsLayer layer = tlsLayer(tls, "dot");
      bindTcp(
          "DNS (TLS)",
          "tlsPort",
          settings.tlsPort(),
          new TcpPipeline(
              layer, queries.apply(ConnectionKind.TLS), settings.limits().connections()));
    }
    if (settings.quicPort() != EncryptedSettings.OFF) {
      QuicTls layer = quicTls(tls, "doq");
      QuicConnections open =
          DnsOverQuic.connections(settings.limits(), queries.apply(ConnectionKind.QUIC));
      quicConnections.add(open);
      bindQuic(
          "DNS (QUIC)",
          "quicPort",
          settings.quicPort(),
          () -> DnsOverQuic.socket(settings.limits(), layer, open));
    }
    if (settings.httpsPort() != EncryptedSettings.OFF) {
      bindHttps(tls);
    }
  }

  private void bindHttps(ServerTls tls) throws PortInUseException, IOException {
    Function<EventLoop, ConnectionQueries> answering = queries.apply(ConnectionKind.HTTPS);
    TlsLayer tcp = tlsLayer(tls, "h2");
    if (!settings.http3()) {
      bindTcp(
          "DNS (HTTPS)",
          "httpsPort",
          settings.httpsPort(),
          new HttpsPipeline(tcp, answering, https(null)));
      return;
    }
    QuicTls quic = quicTls(tls, "h3");
    QuicConnections open = DnsOverHttp3.connections(https(null), answering);
    quicConnections.add(open);
    // With port 0 the socket of QUIC decides for the other; where that is taken, try again.
    for (int attempt = 1; ; attempt++) {
      int sockets = listeners.count();
      int told = endpoints.size();
      try {
        int port =
            bindQuic(
                "DNS (HTTP/3)",
                "httpsPort",
                settings.httpsPort(),
                () -> DnsOverHttp3.socket(settings.limits(), quic, open));
        HttpsSettings https = https("h3=\":" + port + "\"; ma=86400");
        bindTcp("DNS (HTTPS)", "httpsPort", port, new HttpsPipeline(tcp, answering, https));
        return;
      } catch (PortInUseException e) {
        if (settings.httpsPort() != 0 || attempt == DnsServer.PORT_ATTEMPTS) {
          throw e;
        }
        listeners.closeSince(sockets);
        endpoints.subList(told, endpoints.size()).clear();
      }
    }
  }

  private TlsLayer tlsLayer(ServerTls tls, String protocol) throws IOException {
    TlsLayer layer = new TlsLayer(tls, protocol, settings.limits().handshakeMillis(), handshakes);
    reloads.add(layer::reload);
    return layer;
  }

  private HttpsSettings https(@Nullable String alternative) {
    return new HttpsSettings(settings.httpsPath(), settings.limits(), alternative);
  }

  private QuicTls quicTls(ServerTls tls, String protocol) throws IOException {
    if (!TlsLibraries.hasQuic()) {
      throw new IllegalStateException(
          "QUIC has no native library for this platform: set `quic` and `http3` to off in config/"
              + DnsTransport.PID
              + ".cfg",
          Quic.unavailabilityCause());
    }
    QuicTls layer = new QuicTls(tls, protocol);
    reloads.add(layer::reload);
    return layer;
  }

  private void bindTcp(String protocol, String key, int wanted, ChannelHandler pipeline)
      throws PortInUseException {
    int bound = wanted;
    for (InetAddress address : addresses) {
      bound = listeners.tcp(address, bound, key, connections, pipeline);
      endpoints.add(Listeners.endpoint(protocol, address, bound, key));
    }
  }

  private int bindQuic(String protocol, String key, int wanted, Supplier<ChannelHandler> codec)
      throws PortInUseException {
    int bound = wanted;
    for (InetAddress address : addresses) {
      bound = listeners.quic(address, bound, key, codec.get());
      endpoints.add(Listeners.endpoint(protocol, address, bound, key));
    }
    return bound;
  }

  /** What is bound, for the operator to see. */
  List<Endpoint> endpoints() {
    return endpoints;
  }

  /** Looks at the certificate's files again. Blocks. */
  void reload() {
    reloads.forEach(Runnable::run);
  }

  /** Reads nothing more from connections. */
  void pause() {
    connections.open().forEach(each -> each.config().setAutoRead(false));
  }

  /** Ends all connections; to be waited for before the sockets are closed. */
  List<ChannelFuture> closeConnections() {
    List<ChannelFuture> closing = new ArrayList<>();
    quicConnections.forEach(each -> closing.addAll(each.close()));
    connections.open().stream().map(Channel::close).forEach(closing::add);
    return closing;
  }
}
