package io.ghostbridge.transport.http2.internal.tls;

import io.ghostbridge.tls.TlsLibraries;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
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

  /** What encrypts a connection by {@code context}, which this engine's provider made. */
  SslHandler handler(SslContext context, ByteBufAllocator allocator) {
    SslHandler handler = context.newHandler(allocator);
    // Asked for by itself, an engine would take a record at a time, as the JDK's do.
    return handler.engine() instanceof ReferenceCountedOpenSslEngine engine
        ? new RecordHandler(engine)
        : handler;
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
