package io.ghostbridge.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the manifest of a bundle of ours says and does not say. */
final class ManifestRules {
  /**
   * They export on purpose: interfaces, the dispatcher's ports, libraries, and what clients use.
   */
  private static final Set<String> EXPORTERS =
      Set.of(
          "io.ghostbridge.api",
          "io.ghostbridge.client",
          "io.ghostbridge.rpc",
          "io.ghostbridge.crypto",
          "io.ghostbridge.ethereum",
          "io.ghostbridge.grpc",
          "io.ghostbridge.micrometer",
          "io.ghostbridge.platform",
          "io.ghostbridge.secure.channel.client",
          "io.ghostbridge.services",
          "io.ghostbridge.tls",
          "io.ghostbridge.word.machine");

  /** The bundles that are made of the word machine. */
  private static final Set<String> WORD_MACHINES =
      Set.of("io.ghostbridge.evm", "io.ghostbridge.zvm");

  private ManifestRules() {}

  /** The rules that {@code bundle} breaks, a sentence each. */
  static List<String> violations(BundleJar bundle) {
    List<String> found = new ArrayList<>();
    String name = bundle.symbolicName();
    boolean leaf = !EXPORTERS.contains(name);
    if (!name.startsWith("io.ghostbridge.")) {
      found.add(bundle.name() + " has the symbolic name '" + name + "', expected io.ghostbridge.…");
    }
    if (leaf && !bundle.packages("Export-Package").isEmpty()) {
      found.add(name + " is a leaf and exports " + bundle.packages("Export-Package"));
    }
    bundle.packages("Export-Package").stream()
        .filter(exported -> exported.contains(".internal"))
        .forEach(exported -> found.add(name + " exports " + exported));
    if (!bundle.packages("DynamicImport-Package").isEmpty()) {
      found.add(name + " imports dynamically: " + bundle.packages("DynamicImport-Package"));
    }
    bundle.packages("Import-Package").stream()
        .filter(imported -> imported.startsWith("io.ghostbridge."))
        .filter(imported -> !mayImport(name, imported))
        .forEach(imported -> found.add(name + " imports " + imported));
    if (leaf && bundle.headers().getOrDefault("Service-Component", "").isEmpty()) {
      found.add(name + " has no component: nothing starts it");
    }
    for (String pid : bundle.componentPids()) {
      if (!pid.equals(name) && !pid.startsWith(name + ".")) {
        found.add(name + " is configured by " + pid + ", expected its symbolic name");
      }
      if (!bundle.metatype().containsKey(pid)) {
        found.add(name + " has no Metatype for " + pid + ": its values cannot be checked");
      }
    }
    return found;
  }

  private static boolean mayImport(String bundle, String imported) {
    boolean visible =
        imported.startsWith("io.ghostbridge.api.") || imported.startsWith("io.ghostbridge.proto.");
    boolean transport = bundle.startsWith("io.ghostbridge.transport.");
    boolean dispatcher =
        imported.equals("io.ghostbridge.rpc") && (transport || bundle.equals("io.ghostbridge.rpc"));
    boolean certificates =
        imported.equals("io.ghostbridge.tls") && (transport || bundle.equals("io.ghostbridge.tls"));
    boolean clients =
        imported.equals("io.ghostbridge.secure.channel") && bundle.equals("io.ghostbridge.client");
    boolean shared =
        (imported.equals("io.ghostbridge.crypto")
                && (bundle.startsWith("io.ghostbridge.crypto") || WORD_MACHINES.contains(bundle)))
            || (imported.equals("io.ghostbridge.word.machine") && WORD_MACHINES.contains(bundle));
    boolean library =
        imported.equals("io.ghostbridge.services")
            || imported.equals("io.ghostbridge.ethereum")
            || imported.startsWith("io.ghostbridge.ethereum.");
    return !imported.contains(".internal")
        && (visible || dispatcher || certificates || clients || shared || (library && !transport));
  }
}
