package io.ghostbridge.api.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A plugin may register one as a service, to say whether it works. It is asked once while a new
 * version is switched in, after all of its components were activated and before the change is
 * committed; if it fails, or does not return in time, the old version is restored.
 */
@ConsumerType
public interface PluginHealthCheck {
  /**
   * Returns if the plugin works. Called on a virtual thread and may block; the thread is
   * interrupted when the bound that the manager is configured with has passed.
   *
   * @throws Exception if it does not work: the message says what is wrong and what to do
   */
  void check() throws Exception;
}
