package io.ghostbridge.crypto;

import io.ghostbridge.platform.KeptLibrary;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A native library that is loaded when it is first asked for, and says once if it cannot be. */
public abstract class LazyProvider implements NativeProvider {
  private static final Logger LOG = LoggerFactory.getLogger(LazyProvider.class);

  private final String library;
  private final String fileName;
  private @Nullable Provider provider;
  private boolean tried;

  /**
   * @param library as of {@link NativeProvider#LIBRARY}
   * @param fileName what the name of the library's file holds
   */
  protected LazyProvider(String library, String fileName) {
    this.library = library;
    this.fileName = fileName;
  }

  @Override
  public final String library() {
    return library;
  }

  @Override
  public final synchronized Optional<Provider> provider() {
    if (!tried) {
      tried = true;
      try {
        provider = load();
        int kept = KeptLibrary.keep(fileName);
        LOG.info("event=crypto.library.loaded library={} kept_mapped={}", library, kept);
      } catch (GeneralSecurityException | IOException | LinkageError e) {
        LOG.warn(
            "event=crypto.library.fallback library={} reason=\"{}\" hint=\"everything works, but"
                + " slower; the library needs a platform it was built for, with glibc, and a"
                + " java.io.tmpdir that is not mounted noexec\"",
            library,
            e.getMessage());
      }
    }
    return Optional.ofNullable(provider);
  }

  /** Whether the library was loaded. */
  protected final synchronized boolean isLoaded() {
    return provider != null;
  }

  /**
   * Loads the library.
   *
   * @throws GeneralSecurityException if it cannot be loaded on this machine, saying why
   */
  protected abstract Provider load() throws GeneralSecurityException;
}
