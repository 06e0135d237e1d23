package io.ghostbridge.tls;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that new connections are served with. Replaced when its files' contents change;
 * files that are no good, for instance half-written ones, are reported once and leave the old
 * certificate.
 *
 * @param <C> the TLS library's context, such as Netty's {@code SslContext}
 */
public final class ReloadingCertificates<C> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingCertificates.class);

  private final CertificateFiles files;
  private final ClientCertificates clients;
  private final ContextFactory<C> factory;
  private final Object swapping = new Object();
  private CertificateFiles.Contents seen;
  private volatile C context;
  private boolean closed;

  /**
   * Reads the files.
   *
   * @throws IOException if they are missing or no good; the message says which and why
   */
  public ReloadingCertificates(
      CertificateFiles files, ClientCertificates clients, ContextFactory<C> factory)
      throws IOException {
    this.files = files;
    this.clients = clients;
    this.factory = factory;
    this.seen = files.read();
    this.context = build(seen);
  }

  private C build(CertificateFiles.Contents contents) throws IOException {
    try {
      byte[] authorities = contents.clientAuthorities();
      TlsMaterial material =
          new TlsMaterial(
              TlsMaterial.certificates(contents.certificates()),
              PemKey.parse(contents.key()),
              authorities == null ? List.of() : TlsMaterial.certificates(authorities),
              clients);
      KeyMatch.check(material);
      return factory.make(material);
    } catch (Exception e) {
      throw unusable(e);
    }
  }

  private IOException unusable(Exception cause) {
    return new IOException(
        "certificateFile "
            + files.certificates()
            + " and keyFile "
            + files.key()
            + " (and clientCaFile) are no PEM certificate, its PKCS#8 key and PEM authorities: "
            + cause.getMessage(),
        cause);
  }

  /** The present context; it may be discarded at any time unless the factory discards none. */
  public C context() {
    return context;
  }

  /**
   * Makes something of the present context, which is not discarded meanwhile.
   *
   * @param action is quick: a replaced certificate waits for it
   */
  public <R> R use(Function<? super C, R> action) {
    synchronized (swapping) {
      return action.apply(context);
    }
  }

  /**
   * Looks at the files again; to be called every other second by a thread that may block.
   *
   * @return whether there is a new context
   */
  public synchronized boolean reload() {
    try {
      CertificateFiles.Contents contents = files.read();
      if (contents.isSameAs(seen)) {
        return false;
      }
      seen = contents;
      replace(build(contents));
      LOG.info("event=certificate_reloaded file={}", files.certificates());
      return true;
    } catch (IOException e) {
      LOG.warn("event=certificate_not_reloaded reason=\"{}\"", e.getMessage());
      return false;
    }
  }

  private void replace(C next) {
    C last = next;
    synchronized (swapping) {
      if (!closed) {
        last = context;
        context = next;
      }
    }
    factory.discard(last);
  }

  /** Discards the present context. Nobody may use it any more; a reload does nothing more. */
  @Override
  public void close() {
    synchronized (swapping) {
      if (closed) {
        return;
      }
      closed = true;
    }
    factory.discard(context);
  }
}
