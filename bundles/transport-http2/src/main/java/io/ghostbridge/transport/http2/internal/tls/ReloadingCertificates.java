package io.ghostbridge.transport.http2.internal.tls;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that new connections are served with. Replaced when its files' contents change;
 * files that are no good, for instance half-written ones, are reported once and leave the old
 * certificate.
 */
public final class ReloadingCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingCertificates.class);

  private final CertificateFiles files;
  private final ClientCertificates clients;
  private CertificateFiles.Contents seen;
  private volatile SslContext context;

  /**
   * Reads the files.
   *
   * @throws IOException if they are missing or no good; the message says which and why
   */
  public ReloadingCertificates(CertificateFiles files, ClientCertificates clients)
      throws IOException {
    this.files = files;
    this.clients = clients;
    this.seen = files.read();
    this.context = build(seen);
  }

  private SslContext build(CertificateFiles.Contents contents) throws IOException {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(
                  new ByteArrayInputStream(contents.certificates()),
                  new ByteArrayInputStream(contents.key()))
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3")
              .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
              .clientAuth(clients.clientAuth())
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      Protocol.ALPN,
                      SelectorFailureBehavior.NO_ADVERTISE,
                      SelectedListenerFailureBehavior.ACCEPT,
                      ApplicationProtocolNames.HTTP_2));
      byte[] authorities = contents.clientAuthorities();
      if (authorities != null) {
        builder.trustManager(new ByteArrayInputStream(authorities));
      }
      return builder.build();
    } catch (IllegalArgumentException | IOException e) {
      throw new IOException(
          "certificateFile "
              + files.certificates()
              + " and keyFile "
              + files.key()
              + " (and clientCaFile) are no PEM certificate, its PKCS#8 key and PEM authorities: "
              + e.getMessage(),
          e);
    }
  }

  SslContext context() {
    return context;
  }

  /** Looks at the files again. Blocks; one caller at a time. */
  public synchronized void reload() {
    try {
      CertificateFiles.Contents contents = files.read();
      if (contents.isSameAs(seen)) {
        return;
      }
      seen = contents;
      context = build(contents);
      LOG.info("event=certificate_reloaded file={}", files.certificates());
    } catch (IOException e) {
      LOG.warn("event=certificate_not_reloaded reason=\"{}\"", e.getMessage());
    }
  }
}
