package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.plugin.guard.PluginRestart;
import io.ghostbridge.plugin.manager.internal.container.ChangeFailedException;
import io.ghostbridge.plugin.manager.internal.container.PluginComponents;
import io.ghostbridge.plugin.manager.internal.container.PluginContainer;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import java.util.function.Function;
import org.osgi.framework.Bundle;

/** Starts versions so that they are known to work. */
final class Runner {
  private final PluginContainer container;
  private final Function<Bundle, PluginRestart> restarts;

  /**
   * @param restarts how a bundle is restarted when its errors ask for it
   */
  Runner(PluginContainer container, Function<Bundle, PluginRestart> restarts) {
    this.container = container;
    this.restarts = restarts;
  }

  /** Starts a version, whatever its components then wait for. */
  void start(Bundle bundle, InstalledPlugin plugin)
      throws ChangeFailedException, InterruptedException {
    container.start(bundle, plugin, restarts.apply(bundle));
    PluginComponents.State state = container.components(bundle);
    if (!state.failed().isEmpty()) {
      container.stop(bundle);
      throw new ChangeFailedException("COMPONENT_FAILED", String.join("; ", state.failed()));
    }
  }

  /** Starts a version whose components all work. */
  void startWhole(Bundle bundle, InstalledPlugin plugin)
      throws ChangeFailedException, InterruptedException {
    start(bundle, plugin);
    PluginComponents.State state = container.components(bundle);
    if (!state.waiting().isEmpty()) {
      container.stop(bundle);
      throw new ChangeFailedException(
          "COMPONENT_WAITING",
          String.join("; ", state.waiting())
              + ": install what registers it first, or make the reference optional");
    }
  }
}
