package io.ghostbridge.plugin.manager.internal.plan;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginOffer;
import io.ghostbridge.api.plugin.PluginPlan.Missing;
import io.ghostbridge.api.plugin.PluginPlan.Problem;
import io.ghostbridge.api.plugin.PluginPlan.Wire;
import io.ghostbridge.plugin.manager.internal.visibility.PluginBundle;
import io.ghostbridge.plugin.manager.internal.visibility.ResolutionRules;
import io.ghostbridge.plugin.manager.internal.visibility.ServiceRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.felix.utils.resource.RequirementImpl;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/**
 * What each requirement of a manifest would be resolved against, found without installing anything.
 */
final class Resolution {
  private static final String API = "io.ghostbridge.api.";

  private final List<Wire> wires = new ArrayList<>();
  private final List<Missing> missing = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private final BundleContext context;
  private final PluginBundle plugins;
  private final PluginManifest manifest;
  private final String name;
  private final Set<String> asked;

  private Resolution(
      BundleContext context, PluginBundle plugins, VerifiedPackage jar, PluginManifest manifest) {
    this.context = context;
    this.plugins = plugins;
    this.manifest = manifest;
    this.name = jar.identity().name();
    this.asked = ServiceRules.interfaces(jar.requested());
  }

  static Resolution of(
      BundleContext context, PluginBundle plugins, VerifiedPackage jar, PluginManifest manifest) {
    Resolution resolution = new Resolution(context, plugins, jar, manifest);
    for (Requirement requirement : manifest.requirements()) {
      if (requirement.getNamespace().equals(RequirementText.SERVICE_NAMESPACE)) {
        resolution.service(requirement);
      } else if (isResolvedByTheFramework(requirement)) {
        resolution.capability(requirement);
      }
    }
    resolution.askedServices(jar.requested());
    return resolution;
  }

  List<Wire> wires() {
    return wires.stream().distinct().toList();
  }

  List<Missing> missing() {
    return missing.stream().distinct().toList();
  }

  List<Problem> problems() {
    return problems;
  }

  private static boolean isResolvedByTheFramework(Requirement requirement) {
    return requirement
        .getDirectives()
        .getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE)
        .equals(Namespace.EFFECTIVE_RESOLVE);
  }

  private void capability(Requirement requirement) {
    if (manifest.capabilities().stream().anyMatch(own -> matches(requirement, own))) {
      return;
    }
    Optional<BundleCapability> best =
        candidates(requirement)
            .filter(this::isVisible)
            .filter(candidate -> matches(requirement, candidate))
            .max(Comparator.comparing(RequirementText::version));
    String text = RequirementText.of(requirement, manifest);
    if (best.isPresent()) {
      wires.add(
          new Wire(
              text,
              RequirementText.of(best.get().getRevision().getBundle())
                  + ": "
                  + RequirementText.of(best.get())));
      return;
    }
    boolean mandatory = !RequirementImpl.isOptional(requirement);
    String remedy = remedy(requirement, mandatory);
    missing.add(new Missing(text, remedy, mandatory));
    if (mandatory) {
      boolean api = text.startsWith("package " + API) && !near(requirement).isEmpty();
      problems.add(
          new Problem(
              api ? "INCOMPATIBLE_API" : "MISSING_REQUIREMENT",
              "it requires " + text + ": " + remedy));
    }
  }

  /** All of the requirement's namespace that another bundle provides. */
  private Stream<BundleCapability> candidates(Requirement requirement) {
    return Stream.of(context.getBundles())
        .filter(bundle -> bundle.getState() != Bundle.UNINSTALLED)
        .filter(bundle -> !(plugins.matches(bundle) && name.equals(bundle.getSymbolicName())))
        .map(bundle -> bundle.adapt(BundleRevision.class))
        .flatMap(
            revision ->
                revision == null
                    ? Stream.of()
                    : revision.getDeclaredCapabilities(requirement.getNamespace()).stream());
  }

  private boolean isVisible(BundleCapability capability) {
    return plugins.matches(capability.getRevision().getBundle())
        || ResolutionRules.isForPlugins(
            capability.getNamespace(),
            String.valueOf(capability.getAttributes().get(capability.getNamespace())));
  }

  static boolean matches(Requirement requirement, Capability capability) {
    return requirement.getNamespace().equals(capability.getNamespace())
        && (requirement instanceof RequirementImpl own ? own : copy(requirement))
            .matches(capability);
  }

  private static RequirementImpl copy(Requirement requirement) {
    return new RequirementImpl(requirement.getResource(), requirement);
  }

  /** Capabilities of the required name that do not match, such as for their version. */
  private List<BundleCapability> near(Requirement requirement) {
    String wanted =
        RequirementText.nameIn(RequirementText.filter(requirement), requirement.getNamespace());
    return candidates(requirement)
        .filter(
            candidate ->
                wanted.equals(
                    String.valueOf(candidate.getAttributes().get(requirement.getNamespace()))))
        .toList();
  }

  private String remedy(Requirement requirement, boolean mandatory) {
    List<BundleCapability> near = near(requirement);
    if (near.isEmpty()) {
      return mandatory
          ? "nothing here provides it: install first what does"
          : "nothing here provides it, and the plugin does without";
    }
    BundleCapability other = near.getFirst();
    if (!isVisible(other)) {
      return mandatory
          ? "it is the runtime's own and not for plugins: build the plugin against the API alone"
          : "it is the runtime's own and not for plugins, and the plugin does without";
    }
    String version = RequirementText.version(other).toString();
    boolean isPackage = requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE);
    return isPackage
        ? RequirementText.of(other.getRevision().getBundle())
            + " provides ["
            + RequirementText.version(other).getMajor()
            + ".0.0,"
            + version
            + "] of it: get a build of the plugin for that, or a node of the plugin's version"
        : RequirementText.of(other.getRevision().getBundle())
            + " provides "
            + RequirementText.of(other);
  }

  private void service(Requirement requirement) {
    String type = RequirementText.interfaceOf(requirement);
    boolean own =
        manifest.offers().stream()
            .anyMatch(
                offer -> offer.kind() == PluginOffer.Kind.SERVICE && offer.name().equals(type));
    if (own || ServiceRules.isForAll(type)) {
      return;
    }
    boolean mandatory = !RequirementImpl.isOptional(requirement);
    if (!asked.contains(type)) {
      if (mandatory) {
        String header = "Ghost-Capabilities: service;interface=\"" + type + "\"";
        missing.add(
            new Missing("service " + type, "the plugin must ask for it by " + header, true));
        problems.add(
            new Problem(
                "UNDECLARED_SERVICE",
                "it uses service "
                    + type
                    + " and does not ask for it: its manifest needs "
                    + header));
      }
      return;
    }
    look(type);
  }

  private void askedServices(List<PluginCapability> requested) {
    ServiceRules.interfaces(requested).forEach(this::look);
  }

  private void look(String type) {
    Optional<ServiceReference<?>> found = find(type);
    if (found.isPresent()) {
      wires.add(
          new Wire("service " + type, RequirementText.of(found.get().getBundle()) + ": service"));
    } else {
      missing.add(
          new Missing(
              "service " + type,
              "nothing here registers it now: install what does, or the plugin waits for it",
              false));
    }
  }

  private Optional<ServiceReference<?>> find(String type) {
    try {
      ServiceReference<?>[] all = context.getAllServiceReferences(type, null);
      return all == null
          ? Optional.empty()
          : Stream.of(all)
              .filter(reference -> reference.getBundle() != null)
              .filter(reference -> !name.equals(reference.getBundle().getSymbolicName()))
              .min(
                  Comparator.comparing(
                      reference -> (Long) reference.getProperty(Constants.SERVICE_ID)));
    } catch (InvalidSyntaxException e) {
      throw new AssertionError("there is no filter to be wrong", e);
    }
  }
}
