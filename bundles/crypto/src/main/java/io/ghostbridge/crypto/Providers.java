package io.ghostbridge.crypto;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Providers of JCA as objects: what others register globally changes nothing here. */
public final class Providers {
  private Providers() {}

  /** The provider of the first library that is there and can be loaded. */
  public static Optional<Provider> firstOf(@Nullable NativeProvider... libraries) {
    for (NativeProvider library : libraries) {
      Optional<Provider> provider = library == null ? Optional.empty() : library.provider();
      if (provider.isPresent()) {
        return provider;
      }
    }
    return Optional.empty();
  }

  /**
   * A provider of the JDK.
   *
   * @param name such as {@code SunJCE}
   */
  public static Provider jdk(String name) {
    Provider provider = Security.getProvider(name);
    if (provider == null) {
      throw new IllegalStateException("this Java runtime has no provider " + name);
    }
    return provider;
  }
}
