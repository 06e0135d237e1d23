package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.api.plugin.PluginInfo;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.api.plugin.PluginProgress.Phase;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.api.plugin.PluginReport.Outcome;
import io.ghostbridge.plugin.manager.internal.container.ChangeFailedException;
import io.ghostbridge.plugin.manager.internal.plan.Dependents;
import io.ghostbridge.plugin.manager.internal.plan.VerifiedPackage;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import io.ghostbridge.plugin.manager.internal.store.InstalledSet;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One change, from resolving the new version to forgetting the old one. All five kinds are one: a
 * version that runs or none is replaced by a version that is to run or none, and the set on disk by
 * another. Until the commit everything can be put back, since the old version's bundle is stopped
 * and not yet uninstalled.
 */
final class Transaction {
  private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

  private final Parts parts;
  private final LivePlugins live;
  private final Lingering lingering;
  private final Runner runner;
  private final PhaseClock clock;
  private final Goal goal;

  private final Instant at = Instant.now();
  private final List<String> residue = new ArrayList<>();
  private final @Nullable LivePlugin before;
  private final @Nullable Bundle oldBundle;
  private final List<Bundle> dependents;
  private Unloading.@Nullable Mark oldMark;
  private @Nullable Bundle newBundle;
  private boolean oldStopped;
  private boolean commitBegun;

  /**
   * What is to be.
   *
   * @param plan what was approved
   * @param after what is recorded of the plugin afterwards, or null if it is removed
   * @param jar its jar, which lies in the store, or null
   * @param runs whether it is to run
   */
  record Goal(
      PluginPlan plan,
      @Nullable InstalledPlugin after,
      @Nullable VerifiedPackage jar,
      boolean runs) {}

  Transaction(
      Parts parts,
      LivePlugins live,
      Lingering lingering,
      Runner runner,
      PhaseClock clock,
      Goal goal) {
    this.parts = parts;
    this.live = live;
    this.lingering = lingering;
    this.runner = runner;
    this.clock = clock;
    this.goal = goal;
    before = live.find(goal.plan().name()).orElse(null);
    oldBundle = before == null ? null : before.bundle();
    dependents =
        oldBundle == null ? List.of() : Dependents.of(parts.context(), oldBundle).refreshed();
  }

  /** Makes the change or puts everything back. */
  PluginReport run() throws InterruptedException {
    try {
      resolve();
      drain();
      switchOver();
      health();
      commit();
    } catch (ChangeFailedException e) {
      return rollBack(e);
    } catch (RuntimeException | LinkageError e) {
      // Nobody foresaw it; what was before is restored all the same.
      LOG.error("event=plugin-change-failed plugin={}", goal.plan().name(), e);
      return rollBack(new ChangeFailedException("INTERNAL", "unexpectedly: " + e));
    }
    unload();
    return report(residue.isEmpty() ? Outcome.DONE : Outcome.LINGERING, "", "");
  }

  private void resolve() throws ChangeFailedException {
    if (!goal.runs() || goal.jar() == null) {
      return;
    }
    clock.enter(Phase.RESOLVE, "resolving " + text(goal.jar().identity()));
    Bundle bundle = parts.container().install(parts.store().jar(goal.jar().identity().sha256()));
    newBundle = bundle;
    // Nobody is resolved against it before it is its turn.
    parts.rules().hide(bundle);
    if (!parts.container().resolve(Set.of(bundle))) {
      List<String> why =
          parts.planner().whyUnresolved(goal.jar()).stream().map(PluginPlan.Problem::text).toList();
      throw new ChangeFailedException(
          "DOES_NOT_RESOLVE",
          why.isEmpty()
              ? "no consistent set of packages was found for it: it uses packages whose classes"
                  + " meet in different versions"
              : String.join("; ", why));
    }
  }

  private void drain() throws ChangeFailedException, InterruptedException {
    if (oldBundle == null || before == null) {
      return;
    }
    clock.enter(Phase.DRAIN, "draining and stopping " + text(before.plugin().identity()));
    oldMark = parts.unloading().mark(oldBundle);
    oldStopped = true;
    for (Bundle dependent : dependents.reversed()) {
      clock.tell(Phase.DRAIN, "stopping " + dependent.getSymbolicName() + ", which depends on it");
      Optional<String> hang = parts.container().stop(dependent);
      if (hang.isPresent()) {
        throw new ChangeFailedException(
            "DEPENDENT_HANGS", dependent.getSymbolicName() + " did not stop: " + hang.get());
      }
    }
    // What hangs offers nothing any more; that it is there is told in the end.
    parts
        .container()
        .stop(oldBundle)
        .ifPresent(hang -> residue.add("a thread that does not come back: " + hang));
  }

  private void switchOver() throws ChangeFailedException, InterruptedException {
    if (oldBundle != null) {
      parts.rules().hide(oldBundle);
    }
    if (newBundle != null && goal.after() != null) {
      clock.enter(Phase.SWITCH, "starting " + text(goal.after().identity()));
      parts.rules().show(newBundle);
      runner.startWhole(newBundle, goal.after());
    }
    restartDependents();
  }

  /** The dependents are resolved anew, against what may be used now. */
  private void restartDependents() throws ChangeFailedException, InterruptedException {
    if (dependents.isEmpty()) {
      return;
    }
    if (!parts.container().refresh(dependents)) {
      throw new ChangeFailedException(
          "REFRESH_TIMED_OUT", "the framework did not resolve the dependents anew in time");
    }
    for (Bundle dependent : dependents) {
      Optional<LivePlugin> plugin = live.find(dependent);
      if (plugin.isPresent()) {
        try {
          runner.startWhole(dependent, plugin.get().plugin());
        } catch (ChangeFailedException e) {
          throw new ChangeFailedException(
              "DEPENDENT_FAILED",
              "plugin " + dependent.getSymbolicName() + ", which depends on it: " + e.getMessage(),
              e);
        }
      }
    }
  }

  private void health() throws ChangeFailedException, InterruptedException {
    if (newBundle != null) {
      clock.enter(Phase.HEALTH, "asking for its health");
      int asked = parts.container().checkHealth(newBundle);
      clock.tell(Phase.HEALTH, asked == 0 ? "it has no health check" : "it is well");
    }
  }

  private void commit() throws ChangeFailedException {
    clock.enter(Phase.COMMIT, "recording the change");
    commitBegun = true;
    try {
      parts.file().replace(recordedAfter());
    } catch (IOException e) {
      throw new ChangeFailedException(
          "STATE_NOT_WRITTEN", "the installed set cannot be written: " + e, e);
    }
    live.recorded(recordedAfter());
    InstalledPlugin after = goal.after();
    if (after == null) {
      return;
    }
    if (newBundle != null && goal.jar() != null) {
      live.put(LivePlugin.running(after, goal.jar(), newBundle));
    } else if (!after.enabled()) {
      VerifiedPackage jar = goal.jar() != null || before == null ? goal.jar() : before.jar();
      live.put(LivePlugin.disabled(after, jar));
    }
  }

  private InstalledSet recordedAfter() {
    InstalledSet set = live.recorded();
    return goal.after() == null ? set.without(goal.plan().name()) : set.with(goal.after());
  }

  private void unload() throws InterruptedException {
    if (oldBundle != null && oldMark != null && before != null) {
      clock.enter(Phase.UNLOAD, "unloading " + text(before.plugin().identity()));
      parts.container().uninstall(oldBundle).ifPresent(residue::add);
      parts.rules().show(oldBundle);
      leave(before.plugin().identity(), oldBundle, oldMark);
    }
    if (before != null) {
      discard(before.plugin().identity());
    }
  }

  /** Looks for what a version that is gone left behind. */
  private void leave(PluginIdentity identity, Bundle bundle, Unloading.Mark mark)
      throws InterruptedException {
    try {
      residue.addAll(mark.residue());
    } catch (RuntimeException | LinkageError e) {
      LOG.error("event=plugin-residue-unknown plugin={}", identity.name(), e);
      residue.add("what it left behind cannot be told: " + e);
    }
    if (residue.isEmpty()) {
      mark.close();
    } else {
      lingering.add(identity, bundle, mark);
    }
  }

  private PluginReport rollBack(ChangeFailedException failure) throws InterruptedException {
    clock.enter(Phase.ROLLBACK, failure.getMessage());
    Unloading.Mark newMark = null;
    if (newBundle != null) {
      newMark = parts.unloading().mark(newBundle);
      parts
          .container()
          .stop(newBundle)
          .ifPresent(hang -> residue.add("a thread that does not come back: " + hang));
      parts.rules().hide(newBundle);
    }
    ChangeFailedException second = oldStopped ? restore() : null;
    if (newBundle != null && newMark != null && goal.after() != null) {
      parts.container().uninstall(newBundle).ifPresent(residue::add);
      parts.rules().show(newBundle);
      leave(goal.after().identity(), newBundle, newMark);
    }
    if (commitBegun) {
      second = restoreRecord(second);
    }
    if (goal.after() != null) {
      discard(goal.after().identity());
    }
    return second == null
        ? report(Outcome.ROLLED_BACK, failure.reason(), failure.getMessage())
        : report(
            Outcome.ROLLBACK_FAILED,
            failure.reason(),
            failure.getMessage() + "; and then: " + second.getMessage());
  }

  private @Nullable ChangeFailedException restore() throws InterruptedException {
    if (oldBundle == null || before == null) {
      return null;
    }
    parts.rules().show(oldBundle);
    ChangeFailedException failed = null;
    try {
      clock.tell(Phase.ROLLBACK, "starting " + text(before.plugin().identity()) + " again");
      runner.start(oldBundle, before.plugin());
    } catch (ChangeFailedException e) {
      parts.container().uninstall(oldBundle).ifPresent(residue::add);
      live.put(before.stopped(PluginInfo.State.FAILED, e.getMessage()));
      failed = e;
    }
    try {
      for (Bundle dependent : dependents) {
        parts.container().stop(dependent);
      }
      restartDependents();
    } catch (ChangeFailedException e) {
      failed = failed == null ? e : failed;
      String why = e.getMessage();
      dependents.stream()
          .filter(dependent -> dependent.getState() != Bundle.ACTIVE)
          .flatMap(dependent -> live.find(dependent).stream())
          .forEach(plugin -> live.put(plugin.because(PluginInfo.State.FAILED, why)));
    }
    return failed;
  }

  private @Nullable ChangeFailedException restoreRecord(@Nullable ChangeFailedException second) {
    try {
      parts.file().replace(live.recorded());
      return second;
    } catch (IOException e) {
      return new ChangeFailedException(
          "STATE_NOT_WRITTEN", "the installed set cannot be written: " + e, e);
    }
  }

  private void discard(PluginIdentity identity) {
    boolean recorded =
        live.recorded().plugins().stream()
            .anyMatch(plugin -> plugin.identity().sha256().equals(identity.sha256()));
    if (!recorded) {
      try {
        parts.store().discard(identity.sha256());
      } catch (IOException e) {
        // The sweep of the next start takes it.
        LOG.warn("event=plugin-jar-not-removed sha256={}", identity.sha256(), e);
      }
    }
  }

  private PluginReport report(Outcome outcome, String reason, String why) {
    return new PluginReport(
        goal.plan().id(),
        goal.plan().action(),
        goal.plan().name(),
        goal.plan().before(),
        goal.plan().after(),
        outcome,
        reason,
        why,
        at,
        clock.durationsMicros(),
        residue);
  }

  static String text(PluginIdentity identity) {
    return identity.name() + " " + identity.version();
  }
}
