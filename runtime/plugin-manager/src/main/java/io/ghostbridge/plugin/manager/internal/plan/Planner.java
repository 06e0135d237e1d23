package io.ghostbridge.plugin.manager.internal.plan;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginChange.Action;
import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.api.plugin.PluginOffer;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.api.plugin.PluginPlan.Dependent;
import io.ghostbridge.api.plugin.PluginPlan.Missing;
import io.ghostbridge.api.plugin.PluginPlan.Problem;
import io.ghostbridge.api.plugin.PluginPlan.Wire;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import io.ghostbridge.plugin.manager.internal.visibility.PluginBundle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Finds out what a change would do, from manifests and what is resolved now. */
public final class Planner {
  private final BundleContext context;
  private final PluginBundle plugins;

  /** Takes the container that is asked. */
  public Planner(BundleContext context, PluginBundle plugins) {
    this.context = context;
    this.plugins = plugins;
  }

  /**
   * Where a change begins and ends.
   *
   * @param change what was asked for
   * @param installed what is installed under the name now, or null
   * @param running its bundle, or null if it does not run
   * @param before its jar, or null if it is not installed or its jar is not readable
   * @param after the jar to run afterwards, or null if none is to run or to be installed
   * @param runsAfter whether it is to run
   * @param problems what was found already
   */
  public record Subject(
      PluginChange change,
      Action action,
      @Nullable InstalledPlugin installed,
      @Nullable Bundle running,
      @Nullable VerifiedPackage before,
      @Nullable VerifiedPackage after,
      boolean runsAfter,
      List<Problem> problems) {}

  /** Makes the plan. */
  public PluginPlan plan(Subject subject) throws PluginException {
    List<Problem> problems = new ArrayList<>(subject.problems());
    VerifiedPackage after = subject.after();
    PluginManifest manifest = after == null ? null : PluginManifest.of(after.headers());
    List<Wire> wires = List.of();
    List<Missing> missing = List.of();
    if (after != null && manifest != null) {
      nameIsFree(after.identity(), problems);
      if (subject.runsAfter()) {
        Resolution resolution = Resolution.of(context, plugins, after, manifest);
        wires = resolution.wires();
        missing = resolution.missing();
        problems.addAll(resolution.problems());
      }
    }
    List<String> refreshed = new ArrayList<>();
    List<String> others = List.of();
    List<Dependent> dependents = List.of();
    Bundle running = subject.running();
    if (running != null) {
      refreshed.add(RequirementText.of(running));
      Dependents users = Dependents.of(context, running);
      users.refreshed().stream().map(RequirementText::of).forEach(refreshed::add);
      others = users.others().stream().map(RequirementText::of).toList();
      dependents = users.list(context.getBundle());
      problems.addAll(users.broken(context, plugins, subject.runsAfter() ? manifest : null));
    }
    SortedSet<PluginOffer> offersBefore = offers(running == null ? null : subject.before());
    SortedSet<PluginOffer> offersAfter = offers(subject.runsAfter() ? after : null);
    List<PluginCapability> requested = after == null ? List.of() : after.requested();
    return PlanId.identify(
        new PluginPlan(
            "",
            subject.change(),
            subject.action(),
            Optional.ofNullable(subject.installed()).map(InstalledPlugin::identity),
            subject.action() == Action.REMOVE
                ? Optional.empty()
                : Optional.ofNullable(after)
                    .map(VerifiedPackage::identity)
                    .or(
                        () ->
                            Optional.ofNullable(subject.installed())
                                .map(InstalledPlugin::identity)),
            wires,
            refreshed,
            others,
            minus(offersAfter, offersBefore),
            minus(offersBefore, offersAfter),
            dependents,
            missing,
            requested,
            unapproved(after, requested, subject.installed()),
            problems));
  }

  /** Why a jar would not resolve; empty if it would. For plugins that are installed already. */
  public List<Problem> whyUnresolved(VerifiedPackage jar) {
    try {
      return Resolution.of(context, plugins, jar, PluginManifest.of(jar.headers())).problems();
    } catch (PluginException e) {
      return List.of(new Problem(e.reason(), String.valueOf(e.getMessage())));
    }
  }

  private void nameIsFree(PluginIdentity identity, List<Problem> problems) {
    boolean taken =
        Stream.of(context.getBundles())
            .anyMatch(
                bundle ->
                    identity.name().equals(bundle.getSymbolicName()) && !plugins.matches(bundle));
    if (taken) {
      problems.add(
          new Problem(
              "NAME_TAKEN",
              "'"
                  + identity.name()
                  + "' is a bundle of the runtime: a plugin needs a Bundle-SymbolicName of its own"));
    }
  }

  private static List<PluginCapability> unapproved(
      @Nullable VerifiedPackage after,
      List<PluginCapability> requested,
      @Nullable InstalledPlugin installed) {
    if (installed == null || after == null) {
      return requested;
    }
    Set<PluginCapability> approved = new HashSet<>(installed.approved());
    return Stream.concat(
            NewPublisher.of(installed, after).stream(),
            requested.stream().filter(each -> !approved.contains(each)))
        .toList();
  }

  private static SortedSet<PluginOffer> offers(@Nullable VerifiedPackage jar)
      throws PluginException {
    return jar == null ? new TreeSet<>() : PluginManifest.of(jar.headers()).offers();
  }

  private static List<PluginOffer> minus(SortedSet<PluginOffer> from, SortedSet<PluginOffer> what) {
    return from.stream().filter(each -> !what.contains(each)).toList();
  }
}
