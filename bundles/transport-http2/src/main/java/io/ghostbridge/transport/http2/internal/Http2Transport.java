package io.ghostbridge.transport.http2.internal;

import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.rpc.AlternativeService;
import io.ghostbridge.rpc.RpcDispatcher;
import io.ghostbridge.tls.ConfiguredTls;
import io.ghostbridge.tls.ServerTls;
import io.ghostbridge.transport.http2.internal.tls.Http2Contexts;
import io.ghostbridge.transport.http2.internal.tls.Tls;
import io.ghostbridge.transport.http2.internal.tls.TlsEngine;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server as the configuration wants it: its TCP listener and the operator's socket. */
final class Http2Transport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Transport.class);
  private static final String FILE = Http2TransportComponent.PID + ".cfg";
  private static final long RELOAD_SECONDS = 2;

  private final Http2TransportConfig config;
  private final Path data;
  private final Security security;
  private final Http2Server server;
  private final InetSocketAddress address;
  private @Nullable OperatorSocket operatorSocket;

  Http2Transport(
      Http2TransportConfig config,
      Path data,
      Path configDirectory,
      ServerLimits limits,
      RpcDispatcher dispatcher,
      ServerTls sharedTls)
      throws IOException {
    this.config = config;
    this.data = data;
    InetAddress local = resolve(config.address());
    boolean tls = config.tls().equals("on");
    if (!tls && !local.isLoopbackAddress() && !config.plaintextBeyondLoopback()) {
      throw new IOException(
          "address is "
              + config.address()
              + ", which is not loopback, and tls is off: set tls = on, or plaintextBeyondLoopback ="
              + " true if the network is trusted ("
              + FILE
              + ")");
    }
    ServerTls serverTls = own(sharedTls, configDirectory);
    security = tls ? encrypted(serverTls, limits) : new Plaintext();
    server = server(limits, dispatcher, security);
    try {
      address = listen(local, security);
      operatorSocket = listenLocally();
    } catch (IOException | RuntimeException e) {
      server.close();
      security.close();
      throw e;
    }
    if (security instanceof Tls encrypted) {
      server.repeat(encrypted::reload, RELOAD_SECONDS, TimeUnit.SECONDS);
    }
    LOG.info(
        "event=listening transport=http2 address={} tls={} epoll={}",
        address,
        security,
        server.isEpoll());
  }

  /** A server; if there can be none, {@code security} is closed. */
  private static Http2Server server(
      ServerLimits limits, RpcDispatcher dispatcher, Security security) {
    try {
      return new Http2Server(limits, dispatcher);
    } catch (RuntimeException | Error e) {
      security.close();
      throw e;
    }
  }

  private Tls encrypted(ServerTls serverTls, ServerLimits limits) throws IOException {
    TlsEngine engine = TlsEngine.of(config.tlsEngine());
    return new Tls(
        engine,
        serverTls.certificates(new Http2Contexts(engine)),
        serverTls.operators(),
        limits.http2().handshakeTimeoutMillis());
  }

  private static InetAddress resolve(String host) throws IOException {
    try {
      return InetAddress.getAllByName(host)[0];
    } catch (UnknownHostException e) {
      throw new IOException(
          "address is '"
              + host
              + "', expected an IP address or a name of this machine ("
              + FILE
              + ")",
          e);
    }
  }

  private InetSocketAddress listen(InetAddress local, Security security) throws IOException {
    InetSocketAddress wanted = new InetSocketAddress(local, config.port());
    try {
      return (InetSocketAddress) server.listen(wanted, security);
    } catch (IOException e) {
      boolean taken =
          String.valueOf(e.getMessage())
              .toLowerCase(Locale.ROOT)
              .contains("address already in use");
      throw new IOException(
          "cannot listen on "
              + config.address()
              + " port "
              + config.port()
              + ": "
              + (taken
                  ? "the port is in use; stop the other program or set another port"
                  : e.getMessage() + "; check address and port")
              + " (key port in "
              + FILE
              + ")",
          e);
    }
  }

  /** This file's own certificates where it names any, otherwise those that transports share. */
  private ServerTls own(ServerTls shared, Path configDirectory) throws IOException {
    ConfiguredTls.Settings settings =
        new ConfiguredTls.Settings(
            config.certificateFile(),
            config.keyFile(),
            config.clientCertificate(),
            config.clientCaFile(),
            config.operatorSubjects(),
            FILE);
    return settings.isEmpty() ? shared : new ConfiguredTls(settings, data, configDirectory);
  }

  private @Nullable OperatorSocket listenLocally() throws IOException {
    String configured = config.adminSocket().strip();
    if (configured.equals("off")) {
      return null;
    }
    Path path = data.resolve(configured.isEmpty() ? "admin.sock" : configured);
    if (configured.isEmpty() && !OperatorSocket.fits(path)) {
      LOG.warn(
          "event=no_admin_socket path={} reason=\"the path is longer than a Unix domain socket's may"
              + " be; set adminSocket in {} to a shorter one\"",
          path,
          FILE);
      return null;
    }
    return new OperatorSocket(path, server);
  }

  /** Tells clients under TLS of {@code alternative}; null: of nothing. */
  void announce(@Nullable AlternativeService alternative) {
    server.announce(alternative);
  }

  InetSocketAddress address() {
    return address;
  }

  /** Where it listens, for the operator. */
  List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    String protocol = config.tls().equals("on") ? "gRPC (TLS)" : "gRPC (h2c)";
    String host = NetUtil.toAddressString(address.getAddress());
    endpoints.add(
        new Endpoint(
            protocol,
            (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort(),
            Http2TransportComponent.PID + ":port"));
    OperatorSocket socket = operatorSocket;
    if (socket != null) {
      endpoints.add(
          new Endpoint(
              "gRPC (operator)",
              "unix:" + socket.path(),
              Http2TransportComponent.PID + ":adminSocket"));
    }
    return endpoints;
  }

  @Override
  public void close() {
    server.close();
    security.close();
    OperatorSocket socket = operatorSocket;
    if (socket != null) {
      socket.close();
    }
    LOG.info("event=stopped transport=http2 address={}", address);
  }
}
