package io.ghostbridge.plugin.manager.internal.plan;

import io.ghostbridge.api.plugin.PluginPlan.Dependent;
import io.ghostbridge.api.plugin.PluginPlan.Problem;
import io.ghostbridge.plugin.manager.internal.visibility.PluginBundle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.felix.utils.resource.RequirementImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Capability;

/** Who uses a plugin that runs, and what becomes of them when it changes. */
public final class Dependents {
  private final Bundle plugin;
  private final Set<Bundle> refreshed = new LinkedHashSet<>();
  private final Set<Bundle> declared = new LinkedHashSet<>();
  private final List<BundleWire> wires = new ArrayList<>();

  private Dependents(Bundle plugin) {
    this.plugin = plugin;
  }

  /** Looks at who is resolved against {@code plugin} now, and who uses its services. */
  public static Dependents of(BundleContext context, Bundle plugin) {
    Dependents dependents = new Dependents(plugin);
    Collection<Bundle> closure =
        context.getBundle(0).adapt(FrameworkWiring.class).getDependencyClosure(Set.of(plugin));
    closure.stream()
        .filter(bundle -> !bundle.equals(plugin))
        .sorted(Comparator.comparingLong(Bundle::getBundleId))
        .forEach(dependents.refreshed::add);
    BundleWiring wiring = plugin.adapt(BundleWiring.class);
    if (wiring != null) {
      for (BundleWire wire : wiring.getProvidedWires(null)) {
        Bundle requirer = wire.getRequirer().getBundle();
        if (!requirer.equals(plugin)) {
          dependents.declared.add(requirer);
          dependents.wires.add(wire);
        }
      }
    }
    return dependents;
  }

  /** The bundles that stop and start again with the plugin, in the order they were installed. */
  public List<Bundle> refreshed() {
    return List.copyOf(refreshed);
  }

  /** Those of them that do not say in their manifest that they depend on the plugin. */
  List<Bundle> others() {
    return refreshed.stream().filter(bundle -> !declared.contains(bundle)).toList();
  }

  /** Who uses what. */
  List<Dependent> list(Bundle self) {
    Stream<Dependent> packages =
        wires.stream()
            .map(
                wire ->
                    new Dependent(
                        RequirementText.of(wire.getRequirer().getBundle()),
                        RequirementText.of(wire.getCapability())));
    return Stream.concat(packages, services(self))
        .distinct()
        .sorted(Comparator.comparing(Dependent::bundle).thenComparing(Dependent::uses))
        .toList();
  }

  private Stream<Dependent> services(Bundle self) {
    ServiceReference<?>[] references = plugin.getRegisteredServices();
    return references == null
        ? Stream.of()
        : Stream.of(references).flatMap(reference -> users(reference, self));
  }

  private Stream<Dependent> users(ServiceReference<?> reference, Bundle self) {
    Bundle[] users = reference.getUsingBundles();
    String types = String.join(", ", (String[]) reference.getProperty(Constants.OBJECTCLASS));
    return users == null
        ? Stream.of()
        : Stream.of(users)
            .filter(user -> !user.equals(plugin) && !user.equals(self) && user.getBundleId() != 0)
            .filter(user -> !"io.ghostbridge.plugin.guard".equals(user.getSymbolicName()))
            .map(user -> new Dependent(RequirementText.of(user), "service " + types));
  }

  /**
   * Dependents that would not resolve any more.
   *
   * @param after what comes in the plugin's place, or null if nothing does
   */
  List<Problem> broken(
      BundleContext context, PluginBundle plugins, @Nullable PluginManifest after) {
    List<Problem> problems = new ArrayList<>();
    for (BundleWire wire : wires) {
      BundleRequirement requirement = wire.getRequirement();
      List<? extends Capability> offered = after == null ? List.of() : after.capabilities();
      boolean satisfied =
          RequirementImpl.isOptional(requirement)
              || offered.stream().anyMatch(each -> Resolution.matches(requirement, each))
              || elsewhere(context, plugins, requirement);
      if (!satisfied) {
        String dependent = wire.getRequirer().getBundle().getSymbolicName();
        problems.add(
            new Problem(
                "REQUIRED_BY_OTHERS",
                "plugin "
                    + dependent
                    + " requires "
                    + RequirementText.of(wire.getCapability())
                    + " from it: remove or disable "
                    + dependent
                    + " first"
                    + (after == null ? "" : ", or get a version that still provides it")));
      }
    }
    return problems;
  }

  private boolean elsewhere(
      BundleContext context, PluginBundle plugins, BundleRequirement requirement) {
    Bundle requirer = requirement.getRevision().getBundle();
    return Stream.of(context.getBundles())
        .filter(bundle -> bundle.getState() != Bundle.UNINSTALLED)
        .filter(bundle -> !bundle.equals(requirer))
        .filter(bundle -> !(plugins.matches(bundle) && sameName(bundle)))
        .map(bundle -> bundle.adapt(BundleRevision.class))
        .filter(revision -> revision != null)
        .flatMap(revision -> revision.getDeclaredCapabilities(requirement.getNamespace()).stream())
        .anyMatch(capability -> Resolution.matches(requirement, capability));
  }

  private boolean sameName(Bundle bundle) {
    return plugin.getSymbolicName().equals(bundle.getSymbolicName());
  }
}
