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

  /**
   * New connections get this context no more. Those that have it may still be open, so memory
   * outside of Java's heap goes with the last of them.
   */
  default void discard(C context) {}
}
