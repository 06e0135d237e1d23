package io.ghostbridge.plugin.manager.internal.plan;

import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginHeaders;
import io.ghostbridge.api.plugin.PluginOffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.apache.felix.utils.resource.ResourceImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;

/** What a manifest requires and provides, in the resolver's terms. */
public final class PluginManifest {
  private static final String SERVICE_NAMESPACE = "osgi.service";

  private final ResourceImpl resource;
  private final Map<String, String> importRanges = new HashMap<>();

  private PluginManifest(ResourceImpl resource) {
    this.resource = resource;
  }

  /**
   * Reads the headers of a manifest.
   *
   * @throws PluginException {@code MANIFEST_MALFORMED} if they are none of a bundle
   */
  public static PluginManifest of(Map<String, String> headers) throws PluginException {
    try {
      PluginManifest manifest = new PluginManifest(ResourceBuilder.build("plugin:", headers));
      String imports = headers.get(Constants.IMPORT_PACKAGE);
      if (imports != null) {
        for (Clause clause : Parser.parseHeader(imports)) {
          String range = clause.getAttribute(Constants.VERSION_ATTRIBUTE);
          manifest.importRanges.put(clause.getName(), range == null ? "" : range);
        }
      }
      return manifest;
    } catch (BundleException | RuntimeException e) {
      throw new PluginException(
          "MANIFEST_MALFORMED",
          "the plugin's manifest is no bundle's ("
              + e.getMessage()
              + "): build it with bnd or another tool for OSGi bundles",
          e);
    }
  }

  /** What must be there for it to resolve, and what it would use if it is. */
  List<Requirement> requirements() {
    return resource.getRequirements(null);
  }

  /** What others can be resolved against. */
  List<Capability> capabilities() {
    return resource.getCapabilities(null);
  }

  /** The version range of an imported package as it is written; empty for any. */
  String importRange(String packageName) {
    return importRanges.getOrDefault(packageName, "");
  }

  /** What it declares to offer. */
  public SortedSet<PluginOffer> offers() {
    SortedSet<PluginOffer> offers = new TreeSet<>();
    for (Capability capability : capabilities()) {
      Map<String, Object> attributes = capability.getAttributes();
      switch (capability.getNamespace()) {
        case SERVICE_NAMESPACE ->
            strings(attributes.get(Constants.OBJECTCLASS))
                .forEach(name -> offers.add(new PluginOffer(PluginOffer.Kind.SERVICE, name)));
        case PluginHeaders.ZONE_NAMESPACE ->
            strings(attributes.get(PluginHeaders.ZONE))
                .forEach(zone -> offers.add(new PluginOffer(PluginOffer.Kind.DNS_ZONE, zone)));
        case PluginHeaders.ALGORITHM_NAMESPACE ->
            strings(attributes.get(PluginHeaders.ALGORITHM))
                .forEach(name -> offers.add(new PluginOffer(PluginOffer.Kind.ALGORITHM, name)));
        case PluginHeaders.RPC_NAMESPACE -> {
          for (String service : strings(attributes.get(PluginHeaders.RPC_SERVICE))) {
            for (String method : strings(attributes.get(PluginHeaders.RPC_METHODS))) {
              offers.add(new PluginOffer(PluginOffer.Kind.RPC_METHOD, service + "/" + method));
            }
          }
        }
        default -> {
          // Packages and the like are no offers to clients.
        }
      }
    }
    return offers;
  }

  private static List<String> strings(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Collection<?> many -> many.stream().map(String::valueOf).map(String::strip).toList();
      case String[] many -> List.of(many);
      default -> List.of(String.valueOf(value).strip());
    };
  }
}
