package io.ghostbridge.plugin.dropin.internal;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginInfo;
import io.ghostbridge.api.plugin.PluginManager;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.plugin.operator.consent.Consent;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes as the directory makes them: what nobody approved beforehand is refused. */
final class PluginChanges {
  private static final Logger log = LoggerFactory.getLogger(PluginChanges.class);

  /** Reasons that are gone when one asks again a little later. */
  private static final Set<String> PASSING = Set.of("STALE_PLAN", "BUSY");

  private final PluginManager manager;
  private final boolean refreshOthers;

  PluginChanges(PluginManager manager, boolean refreshOthers) {
    this.manager = manager;
    this.refreshOthers = refreshOthers;
  }

  static boolean passes(RefusedException refusal) {
    return PASSING.contains(refusal.reason());
  }

  /** The SHA-256 of the plugin that is installed under a name. */
  Optional<String> installed(String plugin) {
    return manager.list().stream()
        .filter(info -> info.identity().name().equals(plugin))
        .filter(info -> info.state() != PluginInfo.State.LINGERING)
        .map(info -> info.identity().sha256())
        .findFirst();
  }

  PluginPlan plan(PluginChange change) throws RefusedException {
    try {
      return manager.plan(change);
    } catch (PluginException e) {
      throw RefusedException.of(e);
    }
  }

  /**
   * What the approval file and the configuration agree to.
   *
   * @throws RefusedException if that is not enough for the plan
   */
  PluginApproval approval(PluginPlan plan, ApprovalFile file) throws RefusedException {
    if (!plan.isApplicable()) {
      PluginPlan.Problem problem = plan.problems().getFirst();
      throw new RefusedException(problem.reason(), problem.text());
    }
    if (!plan.refreshedOthers().isEmpty() && !refreshOthers) {
      throw new RefusedException(
          "REFRESHES_OTHERS",
          String.join(", ", plan.refreshedOthers())
              + " would restart as well, without saying that they depend on "
              + plan.name()
              + "; make this change with 'ghostbridge plugin … --refresh-others', or set refreshOthers"
              + " of io.ghostbridge.plugin.dropin");
    }
    Consent consent = consent(plan, file);
    if (!consent.open().isEmpty()) {
      boolean publisher = consent.openPublisher().isPresent();
      throw new RefusedException(
          publisher ? "PUBLISHER_CHANGED" : "APPROVAL_REQUIRED",
          plan.name()
              + (publisher ? " comes from another publisher than what is installed, and" : "")
              + " asks for what nobody approved; write what you approve of the lines below to "
              + file.path(),
          consent.open());
    }
    Set<PluginCapability> approved = new LinkedHashSet<>();
    consent.approved().forEach(text -> approved.addAll(PluginCapability.parse(text)));
    return new PluginApproval(approved, refreshOthers);
  }

  private static Consent consent(PluginPlan plan, ApprovalFile file) throws RefusedException {
    List<String> asked = plan.unapproved().stream().map(PluginCapability::toString).toList();
    if (asked.isEmpty()) {
      return new Consent(asked, asked);
    }
    try {
      return Consent.of(asked, file.lines());
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException(
          "BAD_APPROVAL", file.path() + " is no list of capabilities: " + e.getMessage());
    }
  }

  /**
   * Makes a change.
   *
   * @throws RefusedException if it is not in effect: nothing was begun, or it was rolled back
   */
  void apply(PluginPlan plan, PluginApproval approval) throws RefusedException {
    PluginReport report;
    try {
      report = manager.apply(plan, approval, progress -> {});
    } catch (PluginException e) {
      throw RefusedException.of(e);
    }
    if (!report.isInEffect()) {
      throw RefusedException.of(report);
    }
    log.info(
        "event=dropin_change action={} plugin={} outcome={} residue={}",
        report.action(),
        report.name(),
        report.outcome(),
        report.residue().size());
  }
}
