package io.ghostbridge.plugin.manager.internal.visibility;

import java.util.List;

/**
 * Which packages a plugin may be resolved against at all, whatever it declares. Hidden are those by
 * which a bundle would rule the container or another bundle, and the runtime's own that are no API.
 */
public final class PackagePolicy {
  private static final String PROJECT = "io.ghostbridge.";
  private static final List<String> API = List.of("io.ghostbridge.api.", "io.ghostbridge.proto.");

  /** What classes of plugins are made to report to; no manifest may name it. */
  private static final String TRACE = "io.ghostbridge.plugin.residue.trace";

  private static final List<String> HIDDEN =
      List.of(
          "org.osgi.framework.connect",
          "org.osgi.framework.hooks.",
          "org.osgi.framework.launch",
          "org.osgi.framework.startlevel",
          "org.osgi.framework.wiring",
          "org.osgi.service.cm",
          "org.osgi.service.component.runtime",
          "org.osgi.service.condpermadmin",
          "org.osgi.service.permissionadmin",
          "org.osgi.service.startlevel",
          "org.osgi.service.packageadmin",
          "org.osgi.service.resolver",
          "org.apache.felix.");

  private PackagePolicy() {}

  /**
   * Whether a plugin may import the package from a bundle of the runtime. What plugins export is
   * for other plugins without restriction.
   */
  public static boolean isForPlugins(String packageName) {
    if (packageName.startsWith(PROJECT)) {
      boolean isApi = API.stream().anyMatch(packageName::startsWith);
      return packageName.equals(TRACE) || (isApi && !packageName.contains(".internal"));
    }
    return HIDDEN.stream()
        .noneMatch(
            hidden ->
                packageName.startsWith(hidden)
                    || (packageName + ".")
                        .startsWith(hidden.endsWith(".") ? hidden : hidden + "."));
  }
}
