package io.ghostbridge.api.plugin;

import java.util.List;

/**
 * An installed plugin, as it is at this moment.
 *
 * @param identity which it is
 * @param state how it is
 * @param why why it is so; of one that is {@link State#ACTIVE}, what an operator should know, such
 *     as that its breaker is open and why; mostly empty
 * @param enabled whether it is started with the node
 * @param requested what it asks for in its manifest
 * @param approved what the operator approved
 * @param offers what others get from it now
 * @param statistics what it did since it was started last
 */
public record PluginInfo(
    PluginIdentity identity,
    State state,
    String why,
    boolean enabled,
    List<PluginCapability> requested,
    List<PluginCapability> approved,
    List<PluginOffer> offers,
    PluginStatistics statistics) {
  /** Copies the lists. */
  public PluginInfo {
    requested = List.copyOf(requested);
    approved = List.copyOf(approved);
    offers = List.copyOf(offers);
  }

  /** How a plugin can be. */
  public enum State {
    /** It runs. */
    ACTIVE,
    /** The operator does not want it to run. */
    DISABLED,
    /** Something that it requires is not there, such as a version of the API. */
    WAITING,
    /** Its jar is not the one that was installed, or is no longer trusted. */
    REFUSED,
    /** It did not start, or was stopped because of its errors. */
    FAILED,
    /** It was removed or replaced, and something of it is left in the process. */
    LINGERING
  }
}
