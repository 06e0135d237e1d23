package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginChange.Action;
import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginInfo.State;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.api.plugin.PluginPlan.Problem;
import io.ghostbridge.api.plugin.PluginProgress;
import io.ghostbridge.api.plugin.PluginProgress.Phase;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.api.plugin.PluginVerification;
import io.ghostbridge.plugin.manager.internal.container.ChangeFailedException;
import io.ghostbridge.plugin.manager.internal.plan.NewPublisher;
import io.ghostbridge.plugin.manager.internal.plan.Planner.Subject;
import io.ghostbridge.plugin.manager.internal.plan.VerifiedPackage;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import io.ghostbridge.plugin.manager.internal.store.PluginStore.Staged;
import io.ghostbridge.plugin.manager.internal.store.StoredDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans changes and makes them, one at a time. */
public final class PluginEngine {
  private static final Logger LOG = LoggerFactory.getLogger(PluginEngine.class);

  private final Parts parts;
  private final UnsignedPolicy unsigned;
  private final Duration wait;
  private final LivePlugins live = new LivePlugins();
  private final Lingering lingering;
  private final ReentrantLock changes = new ReentrantLock(true);
  private final Pins pins;
  private final Subjects subjects;
  private final Runner runner;
  private final Startup startup;
  private volatile @Nullable String unusable;
  private volatile boolean closed;

  /**
   * Takes the parts; nothing runs yet.
   *
   * @param wait how long a change waits for another one
   */
  public PluginEngine(Parts parts, UnsignedPolicy unsigned, Duration wait, int maxPlugins) {
    this.parts = parts;
    this.unsigned = unsigned;
    this.wait = wait;
    lingering = new Lingering(parts.container());
    pins = new Pins(parts.store(), parts.verifier(), unsigned);
    subjects = new Subjects(live, pins, unsigned, maxPlugins);
    runner = new Runner(parts.container(), bundle -> () -> restart(bundle));
    startup = new Startup(parts, live, pins, runner);
  }

  /** Reads what is installed, sweeps what a killed process left, and starts the plugins. */
  public void start() throws IOException, InterruptedException {
    changes.lockInterruptibly();
    try {
      live.recorded(parts.file().read());
      Set<String> pinned =
          live.recorded().plugins().stream()
              .map(plugin -> plugin.identity().sha256())
              .collect(Collectors.toSet());
      for (String file : parts.store().sweep(pinned)) {
        LOG.info("event=plugin-store-swept file={} reason=\"no plugin refers to it\"", file);
      }
      startup.startAll();
    } catch (StoredDataException e) {
      // Nothing is swept and nothing is replaced: the operator may repair it.
      unusable = String.valueOf(e.getMessage());
      LOG.error("event=installed-set-unreadable reason=\"{}\"", e.getMessage());
    } finally {
      changes.unlock();
    }
  }

  /** Stops all plugins, the last started first; whoever changes something is waited for. */
  public void stop() throws InterruptedException {
    closed = true;
    changes.lockInterruptibly();
    try {
      boolean frameworkStops = parts.context().getBundle(0).getState() == Bundle.STOPPING;
      parts
          .container()
          .drainAll(live.all().stream().map(LivePlugin::bundle).filter(Objects::nonNull).toList());
      for (LivePlugin plugin : List.copyOf(live.all()).reversed()) {
        Bundle bundle = plugin.bundle();
        if (bundle != null) {
          parts.container().stop(bundle);
          if (!frameworkStops) {
            parts.container().uninstall(bundle);
          }
          live.put(plugin.stopped(State.DISABLED, "the plugin manager is stopped"));
        }
      }
    } finally {
      changes.unlock();
    }
  }

  LivePlugins live() {
    return live;
  }

  /** Versions that are gone and of which something is left. */
  List<Lingering.Remains> lingering() {
    if (changes.tryLock()) {
      try {
        lingering.reap();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        changes.unlock();
      }
    }
    return lingering.now();
  }

  /** What a change would do. */
  public PluginPlan plan(PluginChange change) throws PluginException {
    refuseIfUnusable();
    Optional<Path> jar = jar(change);
    return parts
        .planner()
        .plan(
            jar.isPresent()
                ? subjects.withJar(change, parts.verifier().verify(jar.get(), fileName(jar.get())))
                : subjects.withName(change, name(change)));
  }

  /** Makes a change, on the calling thread. */
  PluginReport apply(
      PluginPlan plan, PluginApproval approval, Consumer<? super PluginProgress> progress)
      throws PluginException, InterruptedException {
    refuseIfUnusable();
    if (!changes.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new PluginException(
          "BUSY",
          "another change of plugins is still being made after "
              + wait.toMillis()
              + " ms: try again when it is over");
    }
    try {
      refuseIfUnusable();
      lingering.reap();
      PhaseClock clock = new PhaseClock(plan.name(), progress);
      PluginReport report = applyLocked(plan, approval, clock);
      remember(report);
      if (report.isInEffect()) {
        startup.startWaiting();
      }
      return report;
    } finally {
      changes.unlock();
    }
  }

  private PluginReport applyLocked(PluginPlan plan, PluginApproval approval, PhaseClock clock)
      throws PluginException, InterruptedException {
    clock.enter(Phase.VERIFY, "checking " + plan.name());
    Optional<Path> jar = jar(plan.change());
    if (jar.isEmpty()) {
      Subject subject = subjects.withName(plan.change(), name(plan.change()));
      approve(plan, approval, subject);
      return transact(plan, subject, clock);
    }
    try (Staged staged = parts.store().stage(jar.get())) {
      Subject subject =
          subjects.withJar(
              plan.change(), parts.verifier().verify(staged.file(), fileName(jar.get())));
      approve(plan, approval, subject);
      clock.enter(Phase.STAGE, "storing " + staged.sha256());
      staged.keep();
      return transact(plan, subject, clock);
    } catch (IOException e) {
      throw new PluginException(
          "JAR_UNREADABLE", jar.get() + " cannot be copied to the store: " + e, e);
    }
  }

  private PluginReport transact(PluginPlan plan, Subject subject, PhaseClock clock)
      throws InterruptedException {
    Transaction.Goal goal =
        new Transaction.Goal(plan, recordedAfter(subject), subject.after(), subject.runsAfter());
    return new Transaction(parts, live, lingering, runner, clock, goal).run();
  }

  private static @Nullable InstalledPlugin recordedAfter(Subject subject) {
    if (subject.action() == Action.REMOVE) {
      return null;
    }
    VerifiedPackage jar = subject.after();
    InstalledPlugin installed = subject.installed();
    if (jar == null) {
      return installed == null ? null : installed.withEnabled(false);
    }
    return new InstalledPlugin(jar.identity(), jar.voucher(), subject.runsAfter(), jar.requested());
  }

  private void approve(PluginPlan shown, PluginApproval approval, Subject subject)
      throws PluginException {
    PluginPlan now = parts.planner().plan(subject);
    if (!now.problems().isEmpty()) {
      Problem problem = now.problems().getFirst();
      throw new PluginException(problem.reason(), problem.text());
    }
    if (!now.id().equals(shown.id())) {
      throw new PluginException(
          "STALE_PLAN",
          "something changed since the plan "
              + shown.id().substring(0, Math.min(12, shown.id().length()))
              + " was made, and the change would now do something else: plan again");
    }
    List<PluginCapability> open =
        now.unapproved().stream().filter(each -> !approval.capabilities().contains(each)).toList();
    for (PluginCapability each : open) {
      if (each.kind().equals(PluginPlan.PUBLISHER)) {
        throw new PluginException(
            "PUBLISHER_CHANGED", NewPublisher.text(now) + "; if that is right, approve " + each);
      }
    }
    List<String> unapproved = open.stream().map(Object::toString).toList();
    if (!unapproved.isEmpty()) {
      throw new PluginException(
          "APPROVAL_REQUIRED",
          now.name()
              + " asks for what was not approved: "
              + String.join(", ", unapproved)
              + "; approve it, or do not install the plugin");
    }
    if (!now.refreshedOthers().isEmpty() && !approval.refreshOthers()) {
      throw new PluginException(
          "REFRESHES_OTHERS",
          "the change would stop and start "
              + String.join(", ", now.refreshedOthers())
              + " too, which do not declare that they depend on it: agree to that explicitly");
    }
  }

  private void remember(PluginReport report) {
    LOG.info(
        "event=plugin-changed plugin={} action={} outcome={} reason=\"{}\"",
        report.name(),
        report.action(),
        report.outcome(),
        report.why().lines().findFirst().orElse(""));
    try {
      parts.history().add(report);
    } catch (IOException e) {
      LOG.error("event=plugin-history-not-written reason=\"{}\"", e.toString());
    }
  }

  private void restart(Bundle bundle) throws Exception {
    if (!changes.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new PluginException("BUSY", "a change of plugins is being made meanwhile");
    }
    try {
      LivePlugin plugin = live.find(bundle).orElse(null);
      if (plugin == null || closed) {
        throw new PluginException("NO_SUCH_PLUGIN", "the plugin was replaced meanwhile");
      }
      try {
        parts.container().restart(bundle);
      } catch (ChangeFailedException e) {
        parts.container().stop(bundle);
        parts.container().uninstall(bundle);
        live.put(plugin.stopped(State.FAILED, "it was restarted and " + e.getMessage()));
        throw e;
      }
    } finally {
      changes.unlock();
    }
  }

  /** Stops plugins that may no longer run since others can connect now. */
  public void stopUnsigned() throws InterruptedException {
    changes.lockInterruptibly();
    try {
      for (LivePlugin plugin : live.all()) {
        Optional<Problem> refused = unsigned.refuses(plugin.plugin().identity());
        Bundle bundle = plugin.bundle();
        if (refused.isPresent() && bundle != null && !closed) {
          LOG.error(
              "event=plugin-stopped plugin={} reason=\"{}\"",
              plugin.plugin().name(),
              refused.get().text());
          parts.container().stop(bundle);
          parts.container().uninstall(bundle);
          live.put(plugin.stopped(State.REFUSED, refused.get().text()));
        }
      }
    } finally {
      changes.unlock();
    }
  }

  /** Looks again at each installed jar. */
  public List<PluginVerification> verify() {
    List<PluginVerification> results = new ArrayList<>();
    for (InstalledPlugin plugin : live.recorded().plugins()) {
      try {
        pins.check(plugin);
        results.add(new PluginVerification(plugin.identity(), true, "", ""));
      } catch (PluginException e) {
        results.add(
            new PluginVerification(
                plugin.identity(), false, e.reason(), String.valueOf(e.getMessage())));
      }
    }
    return results;
  }

  private void refuseIfUnusable() throws PluginException {
    String why = unusable;
    if (why != null) {
      throw new PluginException("INSTALLED_SET_UNREADABLE", why);
    }
    if (closed) {
      throw new PluginException("STOPPING", "the node is stopping: change plugins when it runs");
    }
  }

  private static Optional<Path> jar(PluginChange change) {
    return switch (change) {
      case PluginChange.Install install -> Optional.of(install.jar());
      case PluginChange.Update update -> Optional.of(update.jar());
      default -> Optional.empty();
    };
  }

  private static String name(PluginChange change) {
    return switch (change) {
      case PluginChange.Remove remove -> remove.name();
      case PluginChange.Enable enable -> enable.name();
      case PluginChange.Disable disable -> disable.name();
      default -> throw new IllegalArgumentException(change + " is told by its jar");
    };
  }

  private static String fileName(Path jar) {
    return String.valueOf(jar.getFileName());
  }
}
