package io.ghostbridge.api.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs, updates and removes plugins while the rest serves. Found as a service. All methods may
 * block and may be called by any thread.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>Nothing of a jar is run before its signature, its publisher and its manifest are checked.
 *   <li>Two versions of a plugin are never active at the same time.
 *   <li>A change is in effect wholly or not at all, also when the process is killed while it is
 *       made.
 *   <li>A change stops no bundle that its plan does not name.
 * </ul>
 */
@ProviderType
public interface PluginManager {
  /**
   * Where jars that come from elsewhere are put before they are planned with: on the store's file
   * system, readable by the node's user only. What lies there is removed when the node starts.
   */
  Path incomingDirectory();

  /** All installed plugins and those that linger, by name. */
  List<PluginInfo> list();

  /**
   * One of {@link #list()}.
   *
   * @throws PluginException {@code NO_SUCH_PLUGIN} if none of this name is installed
   */
  PluginInfo info(String name) throws PluginException;

  /**
   * What {@code change} would do. Touches nothing that runs and loads no class.
   *
   * @throws PluginException if the jar is refused, or the plugin named is not installed; what
   *     stands in the way of a jar that was verified is in {@link PluginPlan#problems()}
   */
  PluginPlan plan(PluginChange change) throws PluginException;

  /**
   * Makes the change that {@code plan} shows, if it is still what the change would do. One change
   * is made at a time; others wait for a bounded time.
   *
   * <p>A thread that is interrupted meanwhile does not stop the change half-way: it is finished or
   * rolled back, and the thread's interrupt flag is set on return.
   *
   * @param approval what of the plan's {@link PluginPlan#unapproved()} and {@link
   *     PluginPlan#refreshedOthers()} the operator agrees to
   * @param progress called by the thread that makes the change, with each step as it begins; must
   *     not block for long, and what it throws is ignored
   * @return what became of it: in effect, or rolled back and why
   * @throws PluginException if nothing was begun: {@code STALE_PLAN} if the change would now do
   *     something else, {@code APPROVAL_REQUIRED}, {@code REFRESHES_OTHERS}, {@code BUSY}, or the
   *     reason of the plan's first problem
   */
  PluginReport apply(
      PluginPlan plan, PluginApproval approval, Consumer<? super PluginProgress> progress)
      throws PluginException;

  /**
   * Looks again at each installed jar: its SHA-256, its signature, its publisher. Stops nothing; a
   * plugin that is not intact is not started any more.
   */
  List<PluginVerification> verify();

  /** The last {@code limit} changes, the latest first, across restarts. */
  List<PluginReport> history(int limit);
}
