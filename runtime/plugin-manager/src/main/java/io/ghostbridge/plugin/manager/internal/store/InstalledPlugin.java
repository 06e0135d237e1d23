package io.ghostbridge.plugin.manager.internal.store;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginIdentity;
import java.util.List;
import java.util.TreeSet;

/**
 * A plugin as it is recorded.
 *
 * @param identity which; its SHA-256 is the pin
 * @param voucher the SHA-256 of the key that vouched for its publisher when it was installed; empty
 *     if it is not signed, or was recorded by a version that did not ask
 * @param enabled whether it is started with the node
 * @param approved what the operator approved, sorted
 */
public record InstalledPlugin(
    PluginIdentity identity, String voucher, boolean enabled, List<PluginCapability> approved) {
  /** Sorts and copies {@code approved}. */
  public InstalledPlugin {
    approved = List.copyOf(new TreeSet<>(approved));
  }

  /** Its name. */
  public String name() {
    return identity.name();
  }

  /** The same, started with the node or not. */
  public InstalledPlugin withEnabled(boolean value) {
    return new InstalledPlugin(identity, voucher, value, approved);
  }
}
