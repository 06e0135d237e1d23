package io.ghostbridge.transport.http2.internal.tls;

import io.ghostbridge.tls.ContextFactory;
import io.ghostbridge.tls.TlsMaterial;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** TLS 1.3 as HTTP/2 wants it (RFC 9113 section 9.2), by one of the engines. */
public final class Http2Contexts implements ContextFactory<SslContext> {
  /** Within what RFC 8446 section 4.6.1 allows, and what the JDK's engine does by itself. */
  private static final long SESSION_SECONDS = TimeUnit.DAYS.toSeconds(1);

  private final TlsEngine engine;

  public Http2Contexts(TlsEngine engine) {
    this.engine = engine;
  }

  /**
   * Makes the context.
   *
   * @throws IOException if certificate or key are no good
   */
  @Override
  public SslContext make(TlsMaterial material) throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(material.key(), material.chain())
            .sslProvider(engine.provider())
            .protocols("TLSv1.3")
            .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
            .sessionTimeout(SESSION_SECONDS)
            .clientAuth(material.clientAuth())
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2));
    if (!material.clientAuthorities().isEmpty()) {
      builder.trustManager(material.clientAuthorities());
    }
    SslContext context = builder.build();
    if (context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
      // Without keys of ours BoringSSL makes its own, and new ones every two days.
      sessions.setTicketKeys();
    }
    return context;
  }

  /** Engines in use hold a native context themselves. */
  @Override
  public void discard(SslContext context) {
    ReferenceCountUtil.release(context);
  }
}
