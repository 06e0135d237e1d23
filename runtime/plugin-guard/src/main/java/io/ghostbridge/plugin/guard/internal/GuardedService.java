package io.ghostbridge.plugin.guard.internal;

import io.ghostbridge.plugin.guard.internal.GuardedObject.Guarded;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guarded service in place of one that a plugin registered. It is registered in the plugin's
 * name, so that the framework checks class spaces against the plugin, and asks for the plugin's own
 * object only when somebody asks for it.
 */
final class GuardedService implements ServiceFactory<Object> {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedService.class);

  /** Set by the framework for each registration anew. */
  private static final Set<String> OF_REGISTRATION =
      Set.of(
          Constants.OBJECTCLASS,
          Constants.SERVICE_ID,
          Constants.SERVICE_BUNDLEID,
          Constants.SERVICE_SCOPE);

  private final BundleContext guardContext;
  private final PluginAccount account;
  private final ServiceReference<?> reference;
  private final Object token;

  private @Nullable ServiceRegistration<?> registration;
  private @Nullable Object original;
  private @Nullable Guarded guarded;
  private boolean gone;

  /** The thread that offers the service or withdraws it at this moment, if there is one. */
  private volatile @Nullable Thread settingUp;

  /**
   * @param token the value of {@link ServiceVeil#GUARDED} that only the guard knows
   */
  GuardedService(
      BundleContext guardContext,
      PluginAccount account,
      ServiceReference<?> reference,
      Object token) {
    this.guardContext = guardContext;
    this.account = account;
    this.reference = reference;
    this.token = token;
  }

  /** Registers the guarded service, unless it is there. */
  void offer() {
    BundleContext context =
        reference.getBundle() == null ? null : reference.getBundle().getBundleContext();
    synchronized (this) {
      if (context == null || registration != null || gone) {
        return;
      }
    }
    settingUp = Thread.currentThread();
    try {
      ServiceRegistration<?> made = context.registerService(types(), this, properties());
      synchronized (this) {
        registration = made;
      }
    } catch (IllegalStateException e) {
      // The plugin stops at this moment.
      LOG.debug("event=service_not_guarded plugin={} reason=stopping", account.plugin(), e);
    } finally {
      settingUp = null;
    }
  }

  /** Takes the properties over that the plugin changed. */
  void modified() {
    ServiceRegistration<?> current = current();
    if (current != null) {
      try {
        current.setProperties(properties());
      } catch (IllegalStateException e) {
        LOG.debug("event=service_gone plugin={}", account.plugin(), e);
      }
    }
  }

  private synchronized @Nullable ServiceRegistration<?> current() {
    return registration;
  }

  /**
   * Takes the service from its users and returns when they have let go of it.
   *
   * @return whether it was there
   */
  boolean withdraw() {
    ServiceRegistration<?> leaving;
    synchronized (this) {
      leaving = registration;
      registration = null;
    }
    if (leaving != null) {
      settingUp = Thread.currentThread();
      try {
        leaving.unregister();
      } catch (IllegalStateException e) {
        LOG.debug("event=service_gone plugin={}", account.plugin(), e);
      } finally {
        settingUp = null;
      }
    }
    return leaving != null;
  }

  /** Withdraws the service for good; nothing of the plugin is held afterwards. */
  void end() {
    synchronized (this) {
      gone = true;
    }
    withdraw();
    Guarded last;
    synchronized (this) {
      last = guarded;
      guarded = null;
      original = null;
    }
    if (last != null) {
      last.handler().release();
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very object, without asking the plugin
  public @Nullable Object getService(Bundle user, ServiceRegistration<Object> asked) {
    Object object = guardContext.getService(reference);
    if (object == null) {
      return null;
    }
    Guarded former = null;
    try {
      synchronized (this) {
        if (gone) {
          return null;
        }
        Guarded current = guarded;
        if (current == null || original != object) {
          former = current;
          current =
              GuardedObject.of(account, this::isSettingUp, interfaces(object), object, ownLoader());
          original = object;
          guarded = current;
        }
        return current.proxy();
      }
    } finally {
      if (former != null) {
        former.handler().release();
      }
    }
  }

  @Override
  public void ungetService(Bundle user, ServiceRegistration<Object> asked, Object service) {
    guardContext.ungetService(reference);
  }

  private boolean isSettingUp() {
    return Thread.currentThread().equals(settingUp);
  }

  private ClassLoader ownLoader() {
    return reference.getBundle().adapt(BundleWiring.class).getClassLoader();
  }

  private String[] types() {
    return (String[]) reference.getProperty(Constants.OBJECTCLASS);
  }

  /** The interfaces that the service is registered with, as the object sees them. */
  private List<Class<?>> interfaces(Object object) {
    List<Class<?>> found = new ArrayList<>();
    for (String name : types()) {
      Class<?> type = find(object.getClass(), name);
      if (type == null) {
        throw new IllegalStateException(
            object.getClass().getName() + " of plugin " + account.plugin() + " is no " + name);
      }
      found.add(type);
    }
    return found;
  }

  private static @Nullable Class<?> find(@Nullable Class<?> type, String name) {
    if (type == null || type.getName().equals(name)) {
      return type;
    }
    for (Class<?> each : type.getInterfaces()) {
      Class<?> found = find(each, name);
      if (found != null) {
        return found;
      }
    }
    return find(type.getSuperclass(), name);
  }

  private Dictionary<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    for (String key : reference.getPropertyKeys()) {
      if (!OF_REGISTRATION.contains(key)) {
        properties.put(key, reference.getProperty(key));
      }
    }
    properties.put(ServiceVeil.PLUGIN, account.plugin());
    properties.put(ServiceVeil.GUARDED, token);
    return FrameworkUtil.asDictionary(properties);
  }
}
