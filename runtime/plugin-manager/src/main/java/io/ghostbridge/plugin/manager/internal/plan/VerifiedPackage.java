package io.ghostbridge.plugin.manager.internal.plan;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginIdentity;
import java.util.List;
import java.util.Map;

/**
 * A jar that may be run.
 *
 * @param identity which plugin it is
 * @param voucher the SHA-256 of the key that vouches for its publisher; empty if it is not signed
 * @param requested the capabilities that it asks for
 * @param headers its manifest's main attributes
 */
public record VerifiedPackage(
    PluginIdentity identity,
    String voucher,
    List<PluginCapability> requested,
    Map<String, String> headers) {
  /** Copies the collections. */
  public VerifiedPackage {
    requested = List.copyOf(requested);
    headers = Map.copyOf(headers);
  }
}
