package io.ghostbridge.tls;

/**
 * Makes a TLS library's context.
 *
 * @param <C> the context
 */
@FunctionalInterface
public interface ContextFactory<C> {
  /**
   * Makes the context for new connections.
   *
   * @throws Exception if the library takes the certificate or key for no good
   */
  C make(TlsMaterial material) throws Exception;
}
