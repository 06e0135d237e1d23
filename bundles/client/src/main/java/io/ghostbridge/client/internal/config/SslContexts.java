package io.ghostbridge.client.internal.config;

import io.ghostbridge.client.ClientTls;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS of the JDK as Netty takes it. */
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
      return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
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
