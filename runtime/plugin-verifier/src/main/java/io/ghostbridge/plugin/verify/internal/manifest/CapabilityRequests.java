package io.ghostbridge.plugin.verify.internal.manifest;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginHeaders;
import io.ghostbridge.plugin.verify.HeaderClause;
import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code Ghost-Capabilities}: what a plugin asks for. Whatever is not known is refused, so that an
 * operator never approves what nobody understands.
 */
final class CapabilityRequests {
  /** Capability kind: code of the machine, by {@code Bundle-NativeCode}. */
  static final String NATIVE = "native";

  private static final Pattern HOST =
      Pattern.compile(
          "\\*|(\\*\\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*"
              + "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?|\\[[0-9A-Fa-f:.]{2,45}\\]");
  private static final Pattern PORT = Pattern.compile("\\*|(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final Pattern PATH = Pattern.compile("[^\\\\\\p{Cntrl}\\p{Cf}]{1,1024}");
  private static final Pattern ACCESS = Pattern.compile("read|write");
  private static final Pattern ROLE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern CLASS_NAME =
      Pattern.compile("(?=.{1,512}$)[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");

  /** What each kind must say, and nothing else. */
  private static final Map<String, Map<String, Pattern>> KINDS =
      Map.of(
          PluginHeaders.NETWORK,
          Map.of("host", HOST, "port", PORT),
          PluginHeaders.FILES,
          Map.of("path", PATH, "access", ACCESS),
          PluginHeaders.KEY,
          Map.of("role", ROLE),
          PluginHeaders.SERVICE,
          Map.of(PluginHeaders.INTERFACE, CLASS_NAME),
          NATIVE,
          Map.of());

  private CapabilityRequests() {}

  /** Each once, in the header's order. */
  static List<PluginCapability> read(List<HeaderClause> clauses) throws PackageRefusedException {
    List<PluginCapability> requests = new ArrayList<>();
    for (HeaderClause clause : clauses) {
      for (String kind : clause.paths()) {
        PluginCapability request = request(kind, clause);
        if (!requests.contains(request)) {
          requests.add(request);
        }
      }
    }
    return requests;
  }

  private static PluginCapability request(String kind, HeaderClause clause)
      throws PackageRefusedException {
    Map<String, Pattern> expected = KINDS.get(kind);
    if (expected == null) {
      throw refused(
          "it asks for '" + kind + "', which is none of " + new TreeSet<>(KINDS.keySet()));
    }
    TreeMap<String, String> attributes = new TreeMap<>();
    for (Map.Entry<String, Object> attribute : clause.attributes().entrySet()) {
      String name = attribute.getKey();
      String value = attribute.getValue().toString();
      Pattern pattern = expected.get(name);
      if (pattern == null || !(attribute.getValue() instanceof String)) {
        throw refused(kind + " has an attribute '" + name + "' that it does not know");
      }
      if (!pattern.matcher(value).matches() || !isInRange(name, value)) {
        throw refused(kind + " has " + name + " '" + value + "', which is none");
      }
      attributes.put(name, value);
    }
    for (String name : expected.keySet()) {
      if (!attributes.containsKey(name)) {
        throw refused(kind + " does not say its " + name);
      }
    }
    if (!clause.directives().isEmpty()) {
      throw refused(kind + " has a directive, and capabilities have none");
    }
    return new PluginCapability(kind, attributes);
  }

  /** What a pattern cannot tell: ports are numbers in order, paths do not climb. */
  private static boolean isInRange(String name, String value) {
    if (name.equals("port") && !value.equals("*")) {
      String[] ends = value.split("-", 2);
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      return first >= 1 && first <= last && last <= 65_535;
    }
    return !name.equals("path") || !List.of(value.split("/", -1)).contains("..");
  }

  private static PackageRefusedException refused(String problem) {
    return new PackageRefusedException(
        RefusalReason.CAPABILITY_MALFORMED,
        null,
        PluginHeaders.CAPABILITIES + ": " + problem,
        "write it as in network;host=\"*.example.org\";port=\"443\", files;path=\"/etc/hosts\";"
            + "access=\"read\", key;role=\"node\", service;interface=\"full.Name\", native");
  }
}
