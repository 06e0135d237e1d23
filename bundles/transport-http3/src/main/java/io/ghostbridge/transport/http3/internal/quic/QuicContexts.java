package io.ghostbridge.transport.http3.internal.quic;

import io.ghostbridge.tls.TlsMaterial;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.ssl.ClientAuth;

/** TLS 1.3 as QUIC wants it (RFC 9001), for HTTP/3. */
public final class QuicContexts {
  private static final String HTTP_3 = "h3";

  private QuicContexts() {}

  /**
   * Makes the context. There is no early data (0-RTT): it can be replayed, and a transport does not
   * know which calls bear that.
   */
  public static QuicSslContext make(TlsMaterial material) {
    QuicSslContextBuilder builder =
        QuicSslContextBuilder.forServer(material.key(), null, material.chainArray())
            .applicationProtocols(HTTP_3)
            .earlyData(false)
            .clientAuth(
                switch (material.clients()) {
                  case NONE -> ClientAuth.NONE;
                  case OPTIONAL -> ClientAuth.OPTIONAL;
                  case REQUIRED -> ClientAuth.REQUIRE;
                });
    if (!material.clientAuthorities().isEmpty()) {
      builder.trustManager(material.clientAuthoritiesArray());
    }
    return builder.build();
  }
}
