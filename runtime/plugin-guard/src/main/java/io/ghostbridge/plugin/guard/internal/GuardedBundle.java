package io.ghostbridge.plugin.guard.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin's bundle and the guarded services in place of its own. */
final class GuardedBundle {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedBundle.class);

  private final BundleContext guardContext;
  private final Bundle bundle;
  private final PluginAccount account;
  private final PluginThreads threads;
  private final Object token;
  private final Map<ServiceReference<?>, GuardedService> services = new LinkedHashMap<>();
  private final Map<ServiceReference<?>, String> unguardable = new LinkedHashMap<>();

  GuardedBundle(BundleContext guardContext, Bundle bundle, PluginAccount account, Object token) {
    this.guardContext = guardContext;
    this.bundle = bundle;
    this.account = account;
    this.threads = new PluginThreads(account.plugin(), bundle);
    this.token = token;
  }

  Bundle bundle() {
    return bundle;
  }

  PluginAccount account() {
    return account;
  }

  PluginThreads threads() {
    return threads;
  }

  void registered(ServiceReference<?> reference) {
    if (!ServiceVeil.isGuardable(reference)) {
      return;
    }
    String whyNot = whyNot(reference);
    if (whyNot != null) {
      synchronized (services) {
        unguardable.put(reference, whyNot);
      }
      LOG.warn("event=service_not_guarded plugin={} reason=\"{}\"", account.plugin(), whyNot);
      return;
    }
    GuardedService service = new GuardedService(guardContext, account, reference, token);
    synchronized (services) {
      if (services.putIfAbsent(reference, service) != null) {
        return;
      }
    }
    service.offer();
  }

  void modified(ServiceReference<?> reference) {
    GuardedService service = find(reference);
    if (service != null) {
      service.modified();
    }
  }

  /** Returns when the users of the guarded service have let go of it. */
  void unregistering(ServiceReference<?> reference) {
    GuardedService service;
    synchronized (services) {
      service = services.remove(reference);
      unguardable.remove(reference);
    }
    if (service != null) {
      service.end();
    }
  }

  private @Nullable GuardedService find(ServiceReference<?> reference) {
    synchronized (services) {
      return services.get(reference);
    }
  }

  int drain() {
    int withdrawn = 0;
    for (GuardedService service : all()) {
      if (service.withdraw()) {
        withdrawn++;
      }
    }
    LOG.debug("event=plugin_drained plugin={} services={}", account.plugin(), withdrawn);
    return withdrawn;
  }

  void resume() {
    all().forEach(GuardedService::offer);
  }

  /** Withdraws what is left and restarts nothing any more. */
  void end() {
    account.recovery().end();
    List<GuardedService> leaving;
    synchronized (services) {
      leaving = new ArrayList<>(services.values());
      services.clear();
    }
    leaving.forEach(GuardedService::end);
  }

  /** The services that nobody gets since they cannot be guarded, one line each. */
  List<String> unguardable() {
    synchronized (services) {
      return List.copyOf(unguardable.values());
    }
  }

  /** Why the service cannot be guarded, or null: only interfaces have something put before them. */
  private @Nullable String whyNot(ServiceReference<?> reference) {
    for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
      try {
        if (!bundle.loadClass(type).isInterface()) {
          return "its service "
              + type
              + " is offered to nobody: only services that are registered by interfaces can be guarded";
        }
      } catch (ClassNotFoundException e) {
        return "its service " + type + " is offered to nobody: the bundle cannot load that type";
      }
    }
    return null;
  }

  private List<GuardedService> all() {
    synchronized (services) {
      return List.copyOf(services.values());
    }
  }
}
