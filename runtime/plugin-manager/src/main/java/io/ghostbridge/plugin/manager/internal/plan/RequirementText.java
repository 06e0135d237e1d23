package io.ghostbridge.plugin.manager.internal.plan;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/** Requirements and capabilities in an operator's words. */
final class RequirementText {
  static final String SERVICE_NAMESPACE = "osgi.service";
  private static final Pattern INTERFACE = Pattern.compile("\\(objectClass=([^)*]+)\\)");

  private RequirementText() {}

  /** {@code package x.y [1.0,2.0)}. */
  static String of(Requirement requirement, PluginManifest manifest) {
    String filter = filter(requirement);
    return switch (requirement.getNamespace()) {
      case PackageNamespace.PACKAGE_NAMESPACE -> {
        String name = nameIn(filter, PackageNamespace.PACKAGE_NAMESPACE);
        String range = manifest.importRange(name);
        yield "package " + name + (range.isEmpty() ? "" : " " + range);
      }
      case SERVICE_NAMESPACE -> "service " + interfaceOf(requirement);
      default -> requirement.getNamespace() + " " + filter;
    };
  }

  /** {@code package x.y 1.2.0}. */
  static String of(Capability capability) {
    String namespace = capability.getNamespace();
    Object name = capability.getAttributes().get(namespace);
    String kind = namespace.equals(PackageNamespace.PACKAGE_NAMESPACE) ? "package" : namespace;
    Version version = version(capability);
    return kind
        + (name == null ? "" : " " + name)
        + (version.equals(Version.emptyVersion) ? "" : " " + version);
  }

  /** {@code io.ghostbridge.api 0.1.0}. */
  static String of(Bundle bundle) {
    return (bundle.getBundleId() == 0 ? "the framework" : bundle.getSymbolicName())
        + " "
        + bundle.getVersion();
  }

  static String filter(Requirement requirement) {
    Map<String, String> directives = requirement.getDirectives();
    return directives.getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
  }

  /** The interface that a requirement of a service names, or its filter. */
  static String interfaceOf(Requirement requirement) {
    Matcher matcher = INTERFACE.matcher(filter(requirement));
    return matcher.find() ? matcher.group(1) : filter(requirement);
  }

  static String nameIn(String filter, String attribute) {
    Matcher matcher =
        Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^)]*)\\)").matcher(filter);
    return matcher.find() ? matcher.group(1) : filter;
  }

  static Version version(Capability capability) {
    return capability.getAttributes().get("version") instanceof Version version
        ? version
        : Version.emptyVersion;
  }
}
