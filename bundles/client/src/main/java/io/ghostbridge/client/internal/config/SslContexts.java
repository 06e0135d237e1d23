package io.ghostbridge.client.internal.config;

import io.ghostbridge.client.ClientTls;
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
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the JDK as Netty takes it. That this class names Netty's HTTP/2 makes the client's module
 * require it: grpc-java's, which needs it as well, has no description that would say so.
 */
public final class SslContexts {
  private SslContexts() {}

  /**
   * TLS 1.3 with HTTP/2 by ALPN.
   *
   * @throws IllegalArgumentException if a file cannot be read or has not what it should
   */
  public static SslContext http2(ClientTls tls) {
    SslContextBuilder builder = SslContextBuilder.forClient().protocols("TLSv1.3");
    try {
      if (tls.trust() != null) {
        builder.trustManager(readable("trust", tls.trust()));
      }
      Path certificate = tls.certificate();
      Path key = tls.key();
      if (certificate != null && key != null) {
        builder.keyManager(readable("certificate", certificate), readable("key", key));
      }
      return builder
          .sslProvider(SslProvider.JDK)
          .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  Protocol.ALPN,
                  SelectorFailureBehavior.NO_ADVERTISE,
                  SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2))
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException("TLS: " + reason(e), e);
    }
  }

  private static @Nullable String reason(Exception failure) {
    Throwable cause = failure.getCause();
    String message = failure.getMessage();
    boolean says = message != null && !message.isEmpty();
    return cause == null || says ? message : cause.getMessage();
  }

  private static File readable(String what, Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "the " + what + " file '" + file + "' cannot be read; expected a PEM file");
    }
    return file.toFile();
  }
}
