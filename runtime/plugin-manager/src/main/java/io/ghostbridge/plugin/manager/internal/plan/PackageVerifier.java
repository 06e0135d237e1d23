package io.ghostbridge.plugin.manager.internal.plan;

import io.ghostbridge.api.plugin.PluginException;
import java.nio.file.Path;

/** Decides whether a jar may be run, without running anything of it. */
@FunctionalInterface
public interface PackageVerifier {
  /**
   * Looks at every byte of a jar that nobody else writes.
   *
   * @param fileName the name under which it was given
   * @throws PluginException saying in one line why it may not be run
   */
  VerifiedPackage verify(Path jar, String fileName) throws PluginException;
}
