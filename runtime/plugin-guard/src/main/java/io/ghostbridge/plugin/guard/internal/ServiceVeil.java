package io.ghostbridge.plugin.guard.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * Who sees which service of a plugin: the plugin its own, everybody else the guarded ones. What a
 * plugin registers for the manager of plugins is not guarded and seen by all.
 */
final class ServiceVeil implements FindHook, EventListenerHook {
  /** Service property of a guarded service: the plugin's name. */
  static final String PLUGIN = "ghost.plugin";

  /** Service property of a guarded service; its value is the guard's alone. */
  static final String GUARDED = "ghost.plugin.guarded";

  private static final String FOR_THE_MANAGER = "io.ghostbridge.api.plugin.";

  /**
   * Declarative Services registers these in a plugin's name, to be told of its configuration; a
   * plugin itself cannot import their package.
   */
  private static final String FOR_CONFIG_ADMIN = "org.osgi.service.cm.";

  private final Guarded guarded;
  private final Bundle guard;
  private final Object token;

  /** Tells which bundles are guarded. */
  interface Guarded {
    boolean isGuarded(Bundle bundle);
  }

  /**
   * @param guard the guard's own bundle, which sees everything
   * @param token the value of {@link #GUARDED} in registrations of the guard
   */
  ServiceVeil(Guarded guarded, Bundle guard, Object token) {
    this.guarded = guarded;
    this.guard = guard;
    this.token = token;
  }

  static boolean isGuardable(ServiceReference<?> reference) {
    String[] types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
    return !Arrays.stream(types)
        .allMatch(type -> type.startsWith(FOR_THE_MANAGER) || type.startsWith(FOR_CONFIG_ADMIN));
  }

  @Override
  public void find(
      BundleContext context,
      @Nullable String name,
      @Nullable String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    Bundle seeker = bundleOf(context);
    references.removeIf(reference -> isHidden(reference, seeker));
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    ServiceReference<?> reference = event.getServiceReference();
    Bundle owner = reference.getBundle();
    if (owner == null || !guarded.isGuarded(owner)) {
      return;
    }
    for (BundleContext context : new ArrayList<>(listeners.keySet())) {
      if (isHidden(reference, bundleOf(context))) {
        listeners.remove(context);
      }
    }
  }

  private boolean isHidden(ServiceReference<?> reference, @Nullable Bundle seeker) {
    Bundle owner = reference.getBundle();
    if (owner == null || !guarded.isGuarded(owner)) {
      return false;
    }
    if (owner.equals(seeker)) {
      return isOurs(reference);
    }
    return !isOurs(reference) && isGuardable(reference) && !seesAll(seeker);
  }

  private boolean seesAll(@Nullable Bundle seeker) {
    return seeker != null
        && (seeker.getBundleId() == Constants.SYSTEM_BUNDLE_ID || seeker.equals(guard));
  }

  /** Whether the guard registered it in the plugin's place. */
  boolean isOurs(ServiceReference<?> reference) {
    return token.equals(reference.getProperty(GUARDED));
  }

  private static @Nullable Bundle bundleOf(BundleContext context) {
    try {
      return context.getBundle();
    } catch (IllegalStateException e) {
      // It stopped meanwhile.
      return null;
    }
  }
}
