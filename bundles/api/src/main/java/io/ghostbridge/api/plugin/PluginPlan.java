package io.ghostbridge.api.plugin;

import java.util.List;
import java.util.Optional;

/**
 * What a change would do, found out without loading a class or touching anything that runs.
 *
 * @param id 64 hexadecimal digits, a digest of everything below except {@code change}'s path and
 *     {@code dependents}: two plans of one id do the same
 * @param change what was asked for
 * @param action what it comes to: an install of a plugin that is there is an update
 * @param before what is installed now; empty for an install
 * @param after what will be installed; empty for a removal
 * @param wires what the plugin's requirements will be resolved against
 * @param refreshed the bundles that stop and start again, as {@code name version}, the plugin first
 * @param refreshedOthers those of {@code refreshed} that are neither the plugin nor dependents that
 *     say so in their manifest; if any, the change needs {@link PluginApproval#refreshOthers}
 * @param gained what others get that they do not get now
 * @param lost what others no longer get
 * @param dependents other bundles that use the plugin's packages or services now, and what they use
 * @param missing requirements that nothing satisfies; a plan with one is not applicable
 * @param requested everything that the plugin asks for, approved or not
 * @param unapproved what of it the operator did not approve yet, and first {@code
 *     publisher;name="CN=…"} if another publisher than that of the installed version signed the new
 *     one ({@link #PUBLISHER}); {@link PluginApproval} must name each
 * @param problems why the change is refused; none if it may be applied
 */
public record PluginPlan(
    String id,
    PluginChange change,
    PluginChange.Action action,
    Optional<PluginIdentity> before,
    Optional<PluginIdentity> after,
    List<Wire> wires,
    List<String> refreshed,
    List<String> refreshedOthers,
    List<PluginOffer> gained,
    List<PluginOffer> lost,
    List<Dependent> dependents,
    List<Missing> missing,
    List<PluginCapability> requested,
    List<PluginCapability> unapproved,
    List<Problem> problems) {
  /**
   * The kind of what is asked for in the name of a publisher that is to take a plugin over. Only a
   * plan asks for it, never a manifest; it is approved for one change and not recorded, and an
   * approval of everything that a plugin asks for does not include it.
   */
  public static final String PUBLISHER = "publisher";

  /** Copies the lists. */
  public PluginPlan {
    wires = List.copyOf(wires);
    refreshed = List.copyOf(refreshed);
    refreshedOthers = List.copyOf(refreshedOthers);
    gained = List.copyOf(gained);
    lost = List.copyOf(lost);
    dependents = List.copyOf(dependents);
    missing = List.copyOf(missing);
    requested = List.copyOf(requested);
    unapproved = List.copyOf(unapproved);
    problems = List.copyOf(problems);
  }

  /**
   * A requirement and what satisfies it.
   *
   * @param requirement {@code package io.ghostbridge.api.names [1.0,2.0)}
   * @param provider {@code io.ghostbridge.api 0.1.0: package io.ghostbridge.api.names 1.0.0}
   */
  public record Wire(String requirement, String provider) {}

  /**
   * A bundle that uses the plugin.
   *
   * @param bundle its {@code name version}
   * @param uses what it uses: {@code package x.y} or {@code service x.y.Z}
   */
  public record Dependent(String bundle, String uses) {}

  /**
   * A requirement that nothing satisfies.
   *
   * @param requirement {@code package io.ghostbridge.api.names [2.0,3.0)}
   * @param remedy what would satisfy it, with what is there instead, such as its version
   * @param mandatory whether the plugin cannot start without it; false for a service that may come
   *     later
   */
  public record Missing(String requirement, String remedy, boolean mandatory) {}

  /**
   * Why a change is refused.
   *
   * @param reason UPPER_SNAKE, stable: for programs
   * @param text what is wrong and what to do, in one line
   */
  public record Problem(String reason, String text) {}

  /** The plugin's name. */
  public String name() {
    return after.or(() -> before).map(PluginIdentity::name).orElse("");
  }

  /** Whether nothing but approval stands in the way. */
  public boolean isApplicable() {
    return problems.isEmpty();
  }
}
