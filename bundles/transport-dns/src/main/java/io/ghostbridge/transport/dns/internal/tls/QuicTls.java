package io.ghostbridge.transport.dns.internal.tls;

import io.ghostbridge.tls.QuicServerTls;
import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.tls.ServerTls;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslEngine;
import java.io.IOException;

/**
 * TLS of QUIC (RFC 9001) with the shared certificate for one application protocol, with session
 * tickets and without early data, which could be replayed (RFC 9250, section 4.5).
 */
public final class QuicTls {
  private final ReloadingCertificates<QuicSslContext> certificates;

  /**
   * @param protocol as in ALPN (RFC 7301)
   * @throws IOException if certificate or key are no good; the message says what to do
   */
  public QuicTls(ServerTls tls, String protocol) throws IOException {
    this.certificates =
        tls.certificates(
            material -> QuicServerTls.builder(material, protocol).earlyData(false).build());
  }

  /** For a connection that begins. */
  public QuicSslEngine engine(QuicChannel connection) {
    return certificates.context().newEngine(connection.alloc());
  }

  /** Looks at the certificate's files again. Blocks. */
  public void reload() {
    certificates.reload();
  }
}
