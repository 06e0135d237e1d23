package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginPlan.Problem;
import io.ghostbridge.plugin.manager.internal.plan.PackageVerifier;
import io.ghostbridge.plugin.manager.internal.plan.VerifiedPackage;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import io.ghostbridge.plugin.manager.internal.store.PluginStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks again at what was installed. */
final class Pins {
  private final PluginStore store;
  private final PackageVerifier verifier;
  private final UnsignedPolicy unsigned;

  Pins(PluginStore store, PackageVerifier verifier, UnsignedPolicy unsigned) {
    this.store = store;
    this.verifier = verifier;
    this.unsigned = unsigned;
  }

  /**
   * The plugin's jar, if it is the one that was installed, and may still be run.
   *
   * @throws PluginException {@code JAR_MISSING}, {@code PIN_MISMATCH}, or why it is not trusted
   */
  VerifiedPackage check(InstalledPlugin plugin) throws PluginException {
    Path jar = store.jar(plugin.identity().sha256());
    String found;
    try {
      found = PluginStore.digest(jar);
    } catch (NoSuchFileException e) {
      throw new PluginException(
          "JAR_MISSING",
          jar + " of plugin " + plugin.name() + " is gone: install the plugin again",
          e);
    } catch (IOException e) {
      throw new PluginException(
          "JAR_UNREADABLE", jar + " of plugin " + plugin.name() + " cannot be read: " + e, e);
    }
    if (!found.equals(plugin.identity().sha256())) {
      throw new PluginException(
          "PIN_MISMATCH",
          jar
              + " of plugin "
              + plugin.name()
              + " is not what was installed (its SHA-256 is "
              + found
              + "): somebody changed it; find out who, then install the plugin again");
    }
    VerifiedPackage verified = verifier.verify(jar, plugin.identity().sha256() + ".jar");
    if (!verified.identity().equals(plugin.identity())) {
      throw new PluginException(
          "RECORD_MISMATCH",
          "installed.json calls "
              + jar
              + " "
              + plugin.identity()
              + ", but it is "
              + verified.identity()
              + ": install the plugin again");
    }
    Optional<Problem> refused = unsigned.refuses(verified.identity());
    if (refused.isPresent()) {
      throw new PluginException(refused.get().reason(), refused.get().text());
    }
    return verified;
  }
}
