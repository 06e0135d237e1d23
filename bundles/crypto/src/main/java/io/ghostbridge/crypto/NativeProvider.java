package io.ghostbridge.crypto;

import java.security.Provider;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A native library with JCA's face, as a service under {@link #LIBRARY}. Used by any thread. */
@ConsumerType
public interface NativeProvider {
  /** Service property: the library's name. */
  String LIBRARY = "ghost.crypto.library";

  /** AWS-LC, through the Amazon Corretto Crypto Provider. */
  String AWS_LC = "aws-lc";

  /** BoringSSL, through Conscrypt. */
  String BORINGSSL = "boringssl";

  /** The library's name. */
  String library();

  /**
   * The provider, which is registered with {@code java.security.Security} nowhere; the library is
   * loaded by the first call. Empty where it cannot be loaded; the log says why once.
   */
  Optional<Provider> provider();
}
