package io.ghostbridge.plugin.guard.internal;

import io.ghostbridge.api.plugin.PluginStatistics;
import io.ghostbridge.plugin.guard.PluginGuard;
import io.ghostbridge.plugin.guard.PluginRestart;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** The guard: joins the framework's events with the guarded bundles. */
@Component(
    service = {PluginGuard.class, GuardComponent.class},
    immediate = true,
    configurationPid = "io.ghostbridge.plugin.guard")
@Designate(ocd = GuardConfig.class)
public final class GuardComponent
    implements PluginGuard, ServiceListener, SynchronousBundleListener {
  private final BundleContext context;
  private final GuardSettings settings;
  private final LongSupplier clock;
  private final Object token = new Object();
  private final ServiceVeil veil;
  private final Map<Bundle, GuardedBundle> guarded = new ConcurrentHashMap<>();
  private final List<ServiceRegistration<?>> hooks;
  private final HangWatch watch;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

  /** Hears of guarded bundles as they come and go. */
  interface Watcher {
    void guarded(GuardedBundle bundle);

    void released(GuardedBundle bundle);
  }

  @Activate
  public GuardComponent(BundleContext context, GuardConfig config) {
    this(context, GuardSettings.of(config), System::nanoTime);
  }

  GuardComponent(BundleContext context, GuardSettings settings, LongSupplier clock) {
    this.context = context;
    this.settings = settings;
    this.clock = clock;
    this.veil = new ServiceVeil(guarded::containsKey, context.getBundle(), token);
    this.hooks =
        List.of(
            context.registerService(FindHook.class, veil, null),
            context.registerService(EventListenerHook.class, veil, null));
    context.addServiceListener(this);
    context.addBundleListener(this);
    this.watch = new HangWatch(settings.hang(), this::judgeHanging);
  }

  @Deactivate
  void deactivate() {
    watch.close();
    context.removeBundleListener(this);
    context.removeServiceListener(this);
    List.copyOf(guarded.keySet()).forEach(this::release);
    hooks.forEach(ServiceRegistration::unregister);
  }

  @Override
  public void guard(String plugin, Bundle bundle, PluginRestart restart) {
    ServiceReference<?>[] registered = bundle.getRegisteredServices();
    if (registered != null && registered.length > 0) {
      throw new IllegalStateException(
          "the bundle "
              + bundle
              + " has registered "
              + registered.length
              + " services already; it must be guarded before it starts");
    }
    release(bundle);
    Recovery recovery = new Recovery(plugin, settings, restart);
    PluginAccount account = new PluginAccount(plugin, settings, recovery, clock);
    GuardedBundle made = new GuardedBundle(context, bundle, account, token);
    guarded.put(bundle, made);
    watchers.forEach(watcher -> watcher.guarded(made));
  }

  @Override
  public int drain(Bundle bundle) {
    GuardedBundle found = guarded.get(bundle);
    return found == null ? 0 : found.drain();
  }

  @Override
  public void resume(Bundle bundle) {
    GuardedBundle found = guarded.get(bundle);
    if (found != null) {
      found.resume();
    }
  }

  @Override
  public void release(Bundle bundle) {
    GuardedBundle found = guarded.get(bundle);
    if (found != null) {
      // Its services go before the veil does.
      found.end();
      guarded.remove(bundle, found);
      watchers.forEach(watcher -> watcher.released(found));
    }
  }

  @Override
  public PluginStatistics statistics(String plugin) {
    GuardedBundle found = find(plugin);
    return found == null
        ? PluginStatistics.NONE
        : found.account().statistics(found.threads().figures());
  }

  @Override
  public List<String> problems(String plugin) {
    GuardedBundle found = find(plugin);
    return found == null ? List.of() : Problems.of(found);
  }

  @Override
  public ThreadFactory threads(Bundle bundle) {
    GuardedBundle found = guarded.get(bundle);
    if (found == null) {
      throw new IllegalStateException("the bundle " + bundle + " is not guarded");
    }
    return found.threads().factory();
  }

  /** Tells {@code watcher} of all guarded bundles, now and later. */
  void watch(Watcher watcher) {
    watchers.add(watcher);
    guarded.values().forEach(watcher::guarded);
  }

  void unwatch(Watcher watcher) {
    watchers.remove(watcher);
  }

  private @Nullable GuardedBundle find(String plugin) {
    return guarded.values().stream()
        .filter(each -> each.account().plugin().equals(plugin))
        .findFirst()
        .orElse(null);
  }

  /** Looks for calls that hang; the watch does it from time to time. */
  void judgeHanging() {
    guarded.values().forEach(each -> each.account().judgeHanging());
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    ServiceReference<?> reference = event.getServiceReference();
    Bundle owner = reference.getBundle();
    GuardedBundle of = owner == null ? null : guarded.get(owner);
    if (of == null || veil.isOurs(reference)) {
      return;
    }
    switch (event.getType()) {
      case ServiceEvent.REGISTERED -> of.registered(reference);
      case ServiceEvent.MODIFIED -> of.modified(reference);
      case ServiceEvent.UNREGISTERING -> of.unregistering(reference);
      default -> {}
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.UNINSTALLED) {
      release(event.getBundle());
    }
  }
}
