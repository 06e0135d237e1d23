package io.ghostbridge.transport.dns.internal.tls;

import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.tls.ServerTls;
import io.ghostbridge.tls.TlsMaterial;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.util.concurrent.Executor;

/**
 * TLS 1.3 with the shared certificate for one application protocol, with session tickets (RFC 8446,
 * section 4.6.1) and without early data, which could be replayed. Handshakes are computed off the
 * event loops, which answer datagrams meanwhile.
 */
public final class TlsLayer {
  private final ReloadingCertificates<SslContext> certificates;
  private final long handshakeMillis;
  private final Executor handshakes;

  /**
   * @param protocol as in ALPN (RFC 7301)
   * @param handshakes computes handshakes
   * @throws IOException if certificate or key are no good; the message says what to do
   */
  public TlsLayer(ServerTls tls, String protocol, long handshakeMillis, Executor handshakes)
      throws IOException {
    this.certificates = tls.certificates(material -> context(material, protocol));
    this.handshakeMillis = handshakeMillis;
    this.handshakes = handshakes;
  }

  private static SslContext context(TlsMaterial material, String protocol) throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(material.key(), material.chain())
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3")
            .clientAuth(material.clientAuth())
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.FATAL_ALERT,
                    SelectedListenerFailureBehavior.ACCEPT,
                    protocol));
    if (!material.clientAuthorities().isEmpty()) {
      builder.trustManager(material.clientAuthorities());
    }
    return builder.build();
  }

  /** The first handler of a connection. */
  public SslHandler handler(Channel connection) {
    SslHandler handler = certificates.context().newHandler(connection.alloc(), handshakes);
    handler.setHandshakeTimeoutMillis(handshakeMillis);
    return handler;
  }

  /** Looks at the certificate's files again. Blocks. */
  public void reload() {
    certificates.reload();
  }
}
