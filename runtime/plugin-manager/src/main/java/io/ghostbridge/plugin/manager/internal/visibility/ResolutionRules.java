package io.ghostbridge.plugin.manager.internal.visibility;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What may be resolved against what, where plugins take part:
 *
 * <ul>
 *   <li>the runtime against nothing of a plugin, so that no change of a plugin stops a bundle of
 *       the runtime;
 *   <li>a plugin against the runtime's packages that are for plugins;
 *   <li>a version of a plugin against nothing of another version of it, and nobody against one that
 *       is on its way out.
 * </ul>
 */
public final class ResolutionRules implements ResolverHookFactory, ResolverHook, CollisionHook {
  private final PluginBundle plugins;
  private final Set<Long> leaving = ConcurrentHashMap.newKeySet();

  /** Takes what tells plugins from the runtime. */
  public ResolutionRules(PluginBundle plugins) {
    this.plugins = plugins;
  }

  /** From now on nobody else is resolved against {@code bundle}. */
  public void hide(Bundle bundle) {
    leaving.add(bundle.getBundleId());
  }

  /** Ends {@link #hide}. */
  public void show(Bundle bundle) {
    leaving.remove(bundle.getBundleId());
  }

  /** Whether {@code requirer} may use a capability of {@code provider}. */
  public boolean mayUse(Bundle requirer, Bundle provider, String namespace, String name) {
    if (requirer.equals(provider)) {
      return true;
    }
    if (plugins.matches(provider)) {
      return plugins.matches(requirer)
          && !leaving.contains(provider.getBundleId())
          && !Objects.equals(requirer.getSymbolicName(), provider.getSymbolicName());
    }
    return !plugins.matches(requirer) || isForPlugins(namespace, name);
  }

  /** Whether a plugin may use such a capability of a bundle of the runtime. */
  public static boolean isForPlugins(String namespace, String name) {
    return !namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)
        || PackagePolicy.isForPlugins(name);
  }

  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    return this;
  }

  @Override
  public void filterResolvable(Collection<BundleRevision> candidates) {
    // Each bundle may be resolved; the question is against what.
  }

  @Override
  public void filterSingletonCollisions(
      BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {
    // The new version is resolved while the old one serves; only one of them is ever started.
    if (plugins.matches(singleton.getRevision().getBundle())) {
      collisionCandidates.removeIf(
          candidate -> plugins.matches(candidate.getRevision().getBundle()));
    }
  }

  @Override
  public void filterMatches(
      BundleRequirement requirement, Collection<BundleCapability> candidates) {
    Bundle requirer = requirement.getRevision().getBundle();
    candidates.removeIf(
        candidate ->
            !mayUse(
                requirer,
                candidate.getRevision().getBundle(),
                candidate.getNamespace(),
                String.valueOf(candidate.getAttributes().get(candidate.getNamespace()))));
  }

  @Override
  public void end() {
    // Holds nothing of a resolve process.
  }

  @Override
  public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
    // The same version may be installed once more, with other content.
    candidates.removeIf(plugins::matches);
  }
}
