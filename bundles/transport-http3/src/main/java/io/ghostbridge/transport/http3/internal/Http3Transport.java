package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.rpc.AlternativeService;
import io.ghostbridge.rpc.RpcDispatcher;
import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.tls.ServerTls;
import io.ghostbridge.transport.http3.internal.early.EarlyData;
import io.ghostbridge.transport.http3.internal.early.EarlyDataStatistics;
import io.ghostbridge.transport.http3.internal.quic.QuicContexts;
import io.ghostbridge.transport.http3.internal.quic.ResetTokens;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server as the configuration wants it. */
final class Http3Transport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Http3Transport.class);
  private static final String FILE = Http3TransportComponent.PID + ".cfg";
  private static final long RELOAD_SECONDS = 2;

  private final Http3TransportConfig config;
  private final Http3Server server;
  private final InetSocketAddress address;
  private final EarlyDataStatistics earlyData;

  Http3Transport(
      Http3TransportConfig config,
      Path data,
      ServerLimits limits,
      RpcDispatcher dispatcher,
      ServerTls tls)
      throws IOException {
    this.config = config;
    InetAddress local = resolve(config.address());
    EarlyData early = new EarlyData();
    earlyData = early.statistics();
    ReloadingCertificates<QuicSslContext> certificates =
        tls.certificates(
            config.earlyData().equals("on")
                ? QuicContexts.withEarlyData(early)
                : QuicContexts::make);
    byte[] resetKey = ResetTokens.key(data.resolve("transport-http3").resolve("reset.key"));
    server = new Http3Server(limits, dispatcher, certificates::context, tls.operators(), resetKey);
    try {
      address = listen(local);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    server.repeat(
        () -> {
          certificates.reload();
          early.tickets().renew(System.nanoTime());
        },
        RELOAD_SECONDS,
        TimeUnit.SECONDS);
    LOG.info(
        "event=listening transport=http3 address={} congestion_control={} epoll={}",
        address,
        config.congestionControl(),
        server.isEpoll());
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

  private InetSocketAddress listen(InetAddress local) throws IOException {
    try {
      return server.listen(new InetSocketAddress(local, config.port()));
    } catch (IOException e) {
      boolean taken =
          String.valueOf(e.getMessage())
              .toLowerCase(Locale.ROOT)
              .contains("address already in use");
      throw new IOException(
          "cannot listen on "
              + config.address()
              + " UDP port "
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

  InetSocketAddress address() {
    return address;
  }

  EarlyDataStatistics earlyData() {
    return earlyData;
  }

  /** Where it listens, for the operator. */
  Endpoint endpoint() {
    String host = NetUtil.toAddressString(address.getAddress());
    return new Endpoint(
        "gRPC (HTTP/3)",
        (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort(),
        Http3TransportComponent.PID + ":port");
  }

  /** What HTTP/2 tells its clients of it; null if nothing. */
  @Nullable AlternativeService alternativeService() {
    int seconds = config.alternativeServiceSeconds();
    return seconds == 0
        ? null
        : new AlternativeService("h3=\":" + address.getPort() + "\"; ma=" + seconds);
  }

  @Override
  public void close() {
    server.close();
    LOG.info("event=stopped transport=http3 address={}", address);
  }
}
