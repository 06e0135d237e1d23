package io.ghostbridge.tls;

import io.netty.handler.codec.quic.QuicSslContextBuilder;

/** TLS 1.3 as QUIC wants it (RFC 9001), by Netty's codec. */
public final class QuicServerTls {
  private QuicServerTls() {}

  /**
   * A listener's context but for early data, which is its protocol's to decide.
   *
   * @param protocol as in ALPN (RFC 7301)
   */
  public static QuicSslContextBuilder builder(TlsMaterial material, String protocol) {
    QuicSslContextBuilder builder =
        QuicSslContextBuilder.forServer(material.key(), null, material.chainArray())
            .applicationProtocols(protocol)
            .clientAuth(material.clientAuth());
    if (!material.clientAuthorities().isEmpty()) {
      builder.trustManager(material.clientAuthoritiesArray());
    }
    return builder;
  }
}
