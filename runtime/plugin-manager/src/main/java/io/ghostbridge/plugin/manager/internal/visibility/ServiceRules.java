package io.ghostbridge.plugin.manager.internal.visibility;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginHeaders;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
 * A plugin finds, and hears of, its own services and those whose interface was approved for it
 * ({@code service;interface="…"}). And what a plugin registers that was given up, since it hung, is
 * seen by nobody.
 */
public final class ServiceRules implements FindHook, EventListenerHook {
  /**
   * What a bundle writes its log with; and what Declarative Services, which looks in the plugin's
   * name, gets the operator's settings of its components from. The package of the latter is none
   * that plugins may import.
   */
  private static final Set<String> FOR_ALL =
      Set.of(
          "org.osgi.service.log.LoggerFactory",
          "org.osgi.service.log.LogService",
          "org.osgi.service.cm.ConfigurationAdmin");

  private final PluginBundle plugins;
  private final Map<Long, Set<String>> interfacesByBundle = new ConcurrentHashMap<>();
  private final Set<Long> givenUp = ConcurrentHashMap.newKeySet();

  /** Takes what tells plugins from the runtime. */
  public ServiceRules(PluginBundle plugins) {
    this.plugins = plugins;
  }

  /** Lets {@code bundle} find what {@code approved} names, until {@link #forget}. */
  public void allow(Bundle bundle, Collection<PluginCapability> approved) {
    interfacesByBundle.put(bundle.getBundleId(), interfaces(approved));
  }

  /** The bundle stopped or is gone: it finds nothing any more. */
  public void forget(Bundle bundle) {
    interfacesByBundle.remove(bundle.getBundleId());
    givenUp.remove(bundle.getBundleId());
  }

  /**
   * The bundle hangs, and may wake up at any time: until {@link #forget} nobody else finds its
   * services or hears of new ones.
   */
  public void giveUp(Bundle bundle) {
    interfacesByBundle.remove(bundle.getBundleId());
    givenUp.add(bundle.getBundleId());
  }

  /** The interfaces among {@code capabilities}. */
  public static Set<String> interfaces(Collection<PluginCapability> capabilities) {
    return capabilities.stream()
        .filter(capability -> capability.kind().equals(PluginHeaders.SERVICE))
        .map(capability -> capability.attribute(PluginHeaders.INTERFACE))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether every plugin finds services of this interface, without asking for it. */
  public static boolean isForAll(String interfaceName) {
    return FOR_ALL.contains(interfaceName);
  }

  @Override
  public void find(
      BundleContext context,
      @Nullable String name,
      @Nullable String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    Bundle asking = context.getBundle();
    boolean isPlugin = plugins.matches(asking);
    references.removeIf(
        reference ->
            !asking.equals(reference.getBundle())
                && (isOfGivenUp(reference) || (isPlugin && !sees(asking, reference))));
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    ServiceReference<?> reference = event.getServiceReference();
    // Who has such a service still hears that it goes.
    boolean hidden = event.getType() != ServiceEvent.UNREGISTERING && isOfGivenUp(reference);
    listeners
        .keySet()
        .removeIf(
            context -> {
              Bundle listening = context.getBundle();
              return !listening.equals(reference.getBundle())
                  && (hidden || (plugins.matches(listening) && !sees(listening, reference)));
            });
  }

  private boolean isOfGivenUp(ServiceReference<?> reference) {
    Bundle owner = reference.getBundle();
    return owner != null && givenUp.contains(owner.getBundleId());
  }

  private boolean sees(Bundle bundle, ServiceReference<?> reference) {
    Set<String> allowed = interfacesByBundle.getOrDefault(bundle.getBundleId(), Set.of());
    for (String name : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
      if (allowed.contains(name) || FOR_ALL.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
