package io.ghostbridge.client.internal.http3;

import io.ghostbridge.client.ClientTls;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import java.nio.file.Path;

/** TLS 1.3 as QUIC takes it (RFC 9001), for HTTP/3. */
public final class QuicTls {
  private QuicTls() {}

  /** The context as below, without early data. */
  public static QuicSslContext of(ClientTls tls) {
    return of(tls, false);
  }

  /**
   * The context that trusts and shows what {@code tls} says. The name of the node is checked as
   * HTTPS does. It remembers the last session with each node.
   *
   * @param earlyData whether a resumed session sends early data
   * @throws IllegalArgumentException if a file has not what it should
   */
  public static QuicSslContext of(ClientTls tls, boolean earlyData) {
    QuicSslContextBuilder builder =
        QuicSslContextBuilder.forClient()
            .applicationProtocols("h3")
            .earlyData(earlyData)
            .endpointIdentificationAlgorithm("HTTPS");
    Path trust = tls.trust();
    if (trust != null) {
      builder.trustManager(trust.toFile());
    }
    Path certificate = tls.certificate();
    Path key = tls.key();
    if (certificate != null && key != null) {
      builder.keyManager(key.toFile(), null, certificate.toFile());
    }
    return builder.build();
  }
}
