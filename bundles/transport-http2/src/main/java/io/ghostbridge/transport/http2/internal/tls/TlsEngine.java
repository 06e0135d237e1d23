package io.ghostbridge.transport.http2.internal.tls;

import io.ghostbridge.tls.TlsLibraries;
import io.netty.handler.ssl.SslProvider;
import java.util.Locale;

/** Who encrypts. */
public enum TlsEngine {
  /** The JDK's {@code SSLEngine}. */
  JDK(SslProvider.JDK),
  /** BoringSSL, through Netty; its contexts are freed by count, not by the garbage collector. */
  BORINGSSL(SslProvider.OPENSSL_REFCNT);

  private final SslProvider provider;

  TlsEngine(SslProvider provider) {
    this.provider = provider;
  }

  SslProvider provider() {
    return provider;
  }

  /**
   * The engine of a configuration.
   *
   * @param configured {@code auto}, which is BoringSSL where its library is there, or {@code jdk}
   */
  public static TlsEngine of(String configured) {
    return !configured.equals("jdk") && TlsLibraries.hasBoringSsl() ? BORINGSSL : JDK;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
