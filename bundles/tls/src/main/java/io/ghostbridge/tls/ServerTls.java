package io.ghostbridge.tls;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The configured certificate of encrypted listeners, which all transports share: a service of the
 * tls bundle, configured by {@code io.ghostbridge.tls}. Safe for use by any thread.
 */
@ProviderType
public interface ServerTls {
  /**
   * Reads the certificate files, or makes the development certificate if none are configured.
   *
   * @param factory makes of them what the listener's TLS library wants
   * @throws IOException if the files are missing or no good; the message says which, why and what
   *     to do
   */
  <C> ReloadingCertificates<C> certificates(ContextFactory<C> factory) throws IOException;

  /** Which client certificates are an operator's. */
  OperatorSubjects operators();
}
