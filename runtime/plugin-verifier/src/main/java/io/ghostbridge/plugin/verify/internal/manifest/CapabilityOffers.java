package io.ghostbridge.plugin.verify.internal.manifest;

import io.ghostbridge.api.plugin.PluginHeaders;
import io.ghostbridge.plugin.verify.HeaderClause;
import io.ghostbridge.plugin.verify.OfferedCapability;
import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code Provide-Capability}: what a plugin says it will offer. */
final class CapabilityOffers {
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Pattern ZONE =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
              + "(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
  private static final Pattern RPC_SERVICE =
      Pattern.compile("(?=.{1,256}$)[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
  private static final Pattern RPC_METHOD = Pattern.compile("[A-Za-z_]\\w{0,127}");
  private static final Pattern ALGORITHM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

  /** The attributes that must be there, for each namespace of ours. */
  private static final Map<String, Map<String, Pattern>> OURS =
      Map.of(
          PluginHeaders.ZONE_NAMESPACE,
          Map.of(PluginHeaders.ZONE, ZONE),
          PluginHeaders.RPC_NAMESPACE,
          Map.of(PluginHeaders.RPC_SERVICE, RPC_SERVICE, PluginHeaders.RPC_METHODS, RPC_METHOD),
          PluginHeaders.ALGORITHM_NAMESPACE,
          Map.of(PluginHeaders.ALGORITHM, ALGORITHM));

  private CapabilityOffers() {}

  static List<OfferedCapability> read(List<HeaderClause> clauses) throws PackageRefusedException {
    List<OfferedCapability> offers = new ArrayList<>();
    for (HeaderClause clause : clauses) {
      for (String namespace : clause.paths()) {
        offers.add(offer(namespace, clause));
      }
    }
    return offers;
  }

  private static OfferedCapability offer(String namespace, HeaderClause clause)
      throws PackageRefusedException {
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw malformed("'" + namespace + "' is no namespace");
    }
    if (ReservedNames.namespace(namespace)) {
      throw new PackageRefusedException(
          RefusalReason.OFFER_RESERVED,
          null,
          "Provide-Capability offers " + namespace + ", which only the runtime can",
          "leave it out");
    }
    OfferedCapability offer =
        new OfferedCapability(namespace, clause.attributes(), clause.directives());
    for (Map.Entry<String, Pattern> attribute : OURS.getOrDefault(namespace, Map.of()).entrySet()) {
      List<String> values = offer.values(attribute.getKey());
      if (values.isEmpty()) {
        throw malformed(namespace + " does not say its " + attribute.getKey());
      }
      for (String value : values) {
        if (!attribute.getValue().matcher(value).matches()) {
          throw malformed(
              namespace + " has " + attribute.getKey() + " '" + value + "', which is none");
        }
      }
    }
    return offer;
  }

  private static PackageRefusedException malformed(String problem) {
    return new PackageRefusedException(
        RefusalReason.OFFER_MALFORMED,
        null,
        "Provide-Capability: " + problem,
        "write it as in ghost.zone;zone=\"hosts.example\", ghost.rpc;service=\"pkg.Service\";"
            + "methods:List<String>=\"A,B\", ghost.algorithm;name=\"xchacha20poly1305\"");
  }
}
