package io.ghostbridge.transport.http3.internal.quic;

import io.ghostbridge.tls.ClientCertificates;
import io.ghostbridge.tls.ContextFactory;
import io.ghostbridge.tls.QuicServerTls;
import io.ghostbridge.tls.TlsMaterial;
import io.ghostbridge.transport.http3.internal.early.EarlyData;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;

/** TLS 1.3 as QUIC wants it (RFC 9001), for HTTP/3. */
public final class QuicContexts {
  private static final String HTTP_3 = "h3";

  private QuicContexts() {}

  /** Makes a context that takes no early data (0-RTT). */
  public static QuicSslContext make(TlsMaterial material) {
    return builder(material).earlyData(false).build();
  }

  /**
   * Makes contexts that take early data, of which {@code early} knows. Those that ask clients for
   * certificates take none: Netty tells who a client is when the handshake is complete, and calls
   * before that would be nobody's.
   */
  public static ContextFactory<QuicSslContext> withEarlyData(EarlyData early) {
    return material ->
        material.clients() == ClientCertificates.NONE
            ? early.tickets().begin(builder(material).earlyData(true).keylog(early).build())
            : make(material);
  }

  private static QuicSslContextBuilder builder(TlsMaterial material) {
    return QuicServerTls.builder(material, HTTP_3);
  }
}
