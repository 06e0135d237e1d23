package io.ghostbridge.plugin.guard;

/** How a plugin that keeps failing is stopped and started again. */
@FunctionalInterface
public interface PluginRestart {
  /**
   * Stops and starts the plugin once. Called on a thread of the guard's, at most one at a time for
   * a plugin, never while the plugin was released.
   *
   * @throws Exception if it does not start again; the guard reports it and keeps its services shut
   */
  void restart() throws Exception;
}
