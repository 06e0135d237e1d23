package io.ghostbridge.plugin.manager.internal.container;

import io.ghostbridge.api.plugin.PluginHealthCheck;
import io.ghostbridge.plugin.guard.PluginGuard;
import io.ghostbridge.plugin.guard.PluginRestart;
import io.ghostbridge.plugin.manager.internal.container.Bounded.HangException;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import io.ghostbridge.plugin.manager.internal.visibility.PluginBundle;
import io.ghostbridge.plugin.manager.internal.visibility.ServiceRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework, as far as plugins go: every step within its bound, each failure with a reason. */
public final class PluginContainer {
  private static final Logger LOG = LoggerFactory.getLogger(PluginContainer.class);

  private final BundleContext context;
  private final PluginGuard guard;
  private final ServiceRules services;
  private final PluginComponents components;
  private final Bounds bounds;
  private final PluginSettings settings;

  /** Takes what stands between plugins and the rest. */
  public PluginContainer(
      BundleContext context,
      PluginGuard guard,
      ServiceRules services,
      PluginComponents components,
      Bounds bounds) {
    this.context = context;
    this.guard = guard;
    this.services = services;
    this.components = components;
    this.bounds = bounds;
    this.settings = new PluginSettings(context);
  }

  /** Something that {@link Bounded} runs. */
  private interface Step {
    void run() throws Exception;
  }

  /** Makes a bundle of a jar of the store; nothing of it runs. */
  public Bundle install(Path jar) throws ChangeFailedException {
    Bundle zombie = PluginBundle.find(context, jar);
    if (zombie != null) {
      throw new ChangeFailedException(
          "STILL_THERE",
          "the very same jar is in the process already, as a plugin that did not stop: restart the"
              + " node");
    }
    try {
      return context.installBundle(PluginBundle.location(jar));
    } catch (BundleException e) {
      throw new ChangeFailedException(
          "NOT_A_BUNDLE", "the framework does not accept the jar: " + e.getMessage(), e);
    }
  }

  /** Whether each of {@code bundles} is resolved now. */
  public boolean resolve(Collection<Bundle> bundles) {
    return wiring().resolveBundles(bundles);
  }

  /**
   * Starts a version, with the operator's settings, and activates its components.
   *
   * @throws ChangeFailedException if its settings are refused, or it failed or hung; it is stopped
   *     again then, as far as it lets itself be stopped
   */
  public void start(Bundle bundle, InstalledPlugin plugin, PluginRestart restart)
      throws ChangeFailedException, InterruptedException {
    settings.apply(bundle);
    services.allow(bundle, plugin.approved());
    guard.guard(plugin.name(), bundle, restart);
    boolean started = false;
    try {
      bounded(bundle, "start", bounds.activation(), () -> startNow(bundle));
      started = true;
    } catch (ExecutionException e) {
      throw failed(bundle, "ACTIVATION_FAILED", "it does not start: ", e);
    } catch (HangException e) {
      LOG.error(
          "event=plugin-hangs plugin={} step=start limit_millis={} stack=\"{}\"",
          plugin.name(),
          bounds.activation().toMillis(),
          e.stack());
      throw new ChangeFailedException(
          "ACTIVATION_TIMED_OUT",
          "it did not start within " + bounds.activation().toMillis() + " ms" + e.stack());
    } finally {
      if (!started) {
        stop(bundle);
      }
    }
  }

  /**
   * Stops and starts a version once more, as it is.
   *
   * @throws ChangeFailedException if it does not start again
   */
  public void restart(Bundle bundle) throws ChangeFailedException, InterruptedException {
    Optional<String> hang =
        run(bundle, "stop", bounds.deactivation(), () -> bundle.stop(Bundle.STOP_TRANSIENT));
    if (hang.isPresent()) {
      throw new ChangeFailedException("DEACTIVATION_TIMED_OUT", hang.get());
    }
    try {
      bounded(bundle, "start", bounds.activation(), () -> startNow(bundle));
    } catch (ExecutionException e) {
      throw failed(bundle, "ACTIVATION_FAILED", "it does not start: ", e);
    } catch (HangException e) {
      throw new ChangeFailedException("ACTIVATION_TIMED_OUT", e.getMessage() + e.stack());
    }
  }

  private void startNow(Bundle bundle) throws BundleException {
    bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
    PluginComponents.activateAll(context, bundle);
  }

  /** What is wrong with its components. */
  public PluginComponents.State components(Bundle bundle) {
    return components.state(bundle);
  }

  /**
   * Asks the version's health checks.
   *
   * @return how many there were
   * @throws ChangeFailedException if one of them fails or hangs
   */
  public int checkHealth(Bundle bundle) throws ChangeFailedException, InterruptedException {
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    int asked = 0;
    if (references != null) {
      for (ServiceReference<?> reference : references) {
        Object service =
            isHealthCheck(reference) && !isGuarded(reference)
                ? context.getService(reference)
                : null;
        if (service instanceof PluginHealthCheck check) {
          try {
            bounded(bundle, "health-check", bounds.health(), check::check);
            asked++;
          } catch (ExecutionException e) {
            throw failed(bundle, "UNHEALTHY", "its health check says: ", e);
          } catch (HangException e) {
            throw new ChangeFailedException(
                "HEALTH_CHECK_TIMED_OUT",
                "its health check did not answer within "
                    + bounds.health().toMillis()
                    + " ms"
                    + e.stack());
          } finally {
            context.ungetService(reference);
          }
        }
      }
    }
    return asked;
  }

  /** Without its cause, whose stack would keep the plugin's classes. */
  private static ChangeFailedException failed(
      Bundle bundle, String reason, String what, ExecutionException failure) {
    LOG.warn("event=plugin-failed plugin={}", bundle.getSymbolicName(), failure.getCause());
    return new ChangeFailedException(reason, what + Failures.describe(failure.getCause()));
  }

  private static boolean isHealthCheck(ServiceReference<?> reference) {
    return List.of((String[]) reference.getProperty("objectClass"))
        .contains(PluginHealthCheck.class.getName());
  }

  /** The guard's stand-in has the same object behind it. */
  private static boolean isGuarded(ServiceReference<?> reference) {
    return reference.getProperty("ghost.plugin") != null;
  }

  /**
   * Takes a plugin's services from everybody and waits until nobody uses them, then stops it. The
   * services of one that does not stop are hidden from everybody, now and when it wakes up.
   *
   * @return where it hangs, if it did not stop within its bound
   */
  public Optional<String> stop(Bundle bundle) throws InterruptedException {
    drain(bundle);
    Optional<String> hang =
        run(bundle, "stop", bounds.deactivation(), () -> bundle.stop(Bundle.STOP_TRANSIENT));
    if (isRunning(bundle)) {
      services.giveUp(bundle);
      return hang.or(() -> Optional.of("its bundle did not stop and is in an intermediate state"));
    }
    guard.release(bundle);
    services.forget(bundle);
    return Optional.empty();
  }

  /** Drains several plugins at a time, so that together they take no longer than one. */
  public void drainAll(Collection<Bundle> bundles) throws InterruptedException {
    List<Thread> drains = new ArrayList<>();
    for (Bundle bundle : bundles) {
      drains.add(
          Thread.ofVirtual()
              .name("plugin-drain-" + bundle.getSymbolicName())
              .start(() -> drainUntilInterrupted(bundle)));
    }
    for (Thread drain : drains) {
      drain.join();
    }
  }

  private void drainUntilInterrupted(Bundle bundle) {
    try {
      drain(bundle);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain(Bundle bundle) throws InterruptedException {
    Optional<String> hang = run(bundle, "drain", bounds.drain(), () -> guard.drain(bundle));
    hang.ifPresent(
        stack ->
            LOG.warn(
                "event=plugin-not-drained plugin={} reason=\"{}\"",
                bundle.getSymbolicName(),
                stack.lines().findFirst().orElse("")));
  }

  /** Whether it runs, or is on the way to or from there. */
  private static boolean isRunning(Bundle bundle) {
    return (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING | Bundle.STOPPING)) != 0;
  }

  /**
   * Takes a stopped version out of the framework, so that nothing of it is held any more.
   *
   * @return where that hangs, if it does
   */
  public Optional<String> uninstall(Bundle bundle) throws InterruptedException {
    if (isRunning(bundle)) {
      return Optional.of("its bundle cannot be uninstalled, since it did not stop");
    }
    Optional<String> hang = run(bundle, "uninstall", bounds.framework(), bundle::uninstall);
    if (bundle.getState() != Bundle.UNINSTALLED) {
      return hang.or(() -> Optional.of("its bundle cannot be uninstalled"));
    }
    guard.release(bundle);
    services.forget(bundle);
    refresh(Set.of(bundle));
    return Optional.empty();
  }

  /** Takes a version that hung out of the framework, if it came back. */
  public void reap(long bundleId) throws InterruptedException {
    Bundle bundle = context.getBundle(bundleId);
    if (bundle != null && (bundle.getState() & (Bundle.STARTING | Bundle.STOPPING)) == 0) {
      stop(bundle);
      uninstall(bundle);
    }
  }

  /** What would stop and be resolved anew if {@code bundle} changed, itself included. */
  public Collection<Bundle> closure(Bundle bundle) {
    return wiring().getDependencyClosure(Set.of(bundle));
  }

  /**
   * Resolves bundles anew; those that run are stopped and started again.
   *
   * @return whether that was done within its bound
   */
  public boolean refresh(Collection<Bundle> bundles) throws InterruptedException {
    CountDownLatch refreshed = new CountDownLatch(1);
    FrameworkListener listener =
        event -> {
          if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
            refreshed.countDown();
          }
        };
    wiring().refreshBundles(bundles, listener);
    return refreshed.await(bounds.framework().toNanos(), TimeUnit.NANOSECONDS);
  }

  private FrameworkWiring wiring() {
    return context.getBundle(0).adapt(FrameworkWiring.class);
  }

  private Optional<String> run(Bundle bundle, String what, Duration bound, Step step)
      throws InterruptedException {
    try {
      bounded(bundle, what, bound, step);
      return Optional.empty();
    } catch (ExecutionException e) {
      LOG.warn(
          "event=plugin-step-failed plugin={} step={} reason=\"{}\"",
          bundle.getSymbolicName(),
          what,
          Failures.describe(e.getCause()));
      return Optional.empty();
    } catch (HangException e) {
      LOG.error(
          "event=plugin-hangs plugin={} step={} limit_millis={} over={} stack=\"{}\"",
          bundle.getSymbolicName(),
          what,
          bound.toMillis(),
          e.isOver(),
          e.stack());
      return e.isOver() ? Optional.empty() : Optional.of(e.getMessage() + e.stack());
    }
  }

  private void bounded(Bundle bundle, String what, Duration bound, Step step)
      throws ExecutionException, HangException, InterruptedException {
    Callable<Boolean> task =
        () -> {
          step.run();
          return true;
        };
    Bounded.call(threads(bundle), "plugin-" + bundle.getSymbolicName() + "-" + what, bound, task);
  }

  /** Threads by which the guard knows whose threads those are that the plugin begins on them. */
  private ThreadFactory threads(Bundle bundle) {
    try {
      return guard.threads(bundle);
    } catch (IllegalStateException e) {
      LOG.debug("event=plugin-not-guarded plugin={}", bundle.getSymbolicName(), e);
      return Thread.ofPlatform().daemon().factory();
    }
  }
}
