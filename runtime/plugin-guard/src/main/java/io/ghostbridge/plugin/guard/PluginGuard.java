package io.ghostbridge.plugin.guard;

import io.ghostbridge.api.plugin.PluginStatistics;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * Stands between the services of plugins and whoever uses them. The services that a guarded bundle
 * registers are seen by that bundle and the framework only; in their place others see guarded ones
 * with the same properties, which count and time each call and answer "unavailable" while the
 * plugin's circuit breaker is open. A guarded service goes before the plugin's own does, so that
 * draining is as it would be without the guard, and nothing of the plugin is held afterwards.
 *
 * <p>Safe for use by any thread.
 */
@ProviderType
public interface PluginGuard {
  /**
   * Guards {@code bundle} from now on, with everything at zero and the breaker closed. To be called
   * before it is started, also after a new version was given to the same bundle.
   *
   * @param plugin the plugin's name, which its metrics are tagged with
   * @param restart what is done when the breaker does not close again by itself
   * @throws IllegalStateException if the bundle has registered services already
   */
  void guard(String plugin, Bundle bundle, PluginRestart restart);

  /**
   * Takes the bundle's services from their users and returns when these have let go of them: gRPC
   * calls in flight are done or, after the dispatcher's bound, ended. The plugin itself does not
   * notice. Services that it registers later are offered as before.
   *
   * @return how many services there were
   */
  int drain(Bundle bundle);

  /** Offers again what {@link #drain} took away, of a bundle that was not stopped after all. */
  void resume(Bundle bundle);

  /**
   * Forgets the bundle and everything counted of it, and removes its metrics. To be called once it
   * is stopped, before it is uninstalled or updated.
   */
  void release(Bundle bundle);

  /**
   * What the plugin did since {@link #guard}; {@link PluginStatistics#NONE} if it is not guarded.
   */
  PluginStatistics statistics(String plugin);

  /**
   * What an operator should know, one line each: an open breaker and why it opened, restarts that
   * are used up, calls that hang and since when, services that nobody can see and why. Empty if all
   * is well.
   */
  List<String> problems(String plugin);

  /**
   * Makes threads for starting and stopping the bundle: platform threads that the plugin begins on
   * them, however deep, are counted as the plugin's.
   */
  ThreadFactory threads(Bundle bundle);
}
