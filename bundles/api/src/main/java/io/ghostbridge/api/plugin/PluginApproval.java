package io.ghostbridge.api.plugin;

import java.util.Set;

/**
 * What an operator agrees to for one change.
 *
 * @param capabilities what the plugin may have from now on, beside what was approved for it before
 * @param refreshOthers whether bundles may stop and start again that are neither the plugin nor
 *     declare that they depend on it
 */
public record PluginApproval(Set<PluginCapability> capabilities, boolean refreshOthers) {
  /** Agrees to nothing beyond what was approved before. */
  public static final PluginApproval NONE = new PluginApproval(Set.of(), false);

  /** Copies {@code capabilities}. */
  public PluginApproval {
    capabilities = Set.copyOf(capabilities);
  }

  /** Agrees to all that {@code plan} shows. */
  public static PluginApproval of(PluginPlan plan) {
    return new PluginApproval(Set.copyOf(plan.unapproved()), !plan.refreshedOthers().isEmpty());
  }
}
