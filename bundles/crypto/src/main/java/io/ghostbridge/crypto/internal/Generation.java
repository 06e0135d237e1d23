package io.ghostbridge.crypto.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The time in which one service serves, and the keys that were made by it. */
final class Generation<P> {
  private final BundleContext context;
  private final ServiceReference<P> reference;
  private final Presence presence;
  private final Set<GuardedKey<?, ?>> keys = Collections.newSetFromMap(new WeakHashMap<>());
  private volatile @Nullable P service;
  private volatile boolean ended;

  Generation(BundleContext context, ServiceReference<P> reference, Presence presence) {
    this.context = context;
    this.reference = reference;
    this.presence = presence;
  }

  /** Whether the service is registered, also when it serves no more. */
  Presence presence() {
    return presence;
  }

  boolean isOf(@Nullable ServiceReference<P> other) {
    return reference.equals(other);
  }

  /** Whether the service can be had; gets it at the first call. */
  boolean isAlive() {
    return !ended && (service != null || get() != null);
  }

  /**
   * To be called when {@link #isAlive} said so; an ended one still answers those who came before.
   */
  P service() {
    P alive = service;
    return alive != null ? alive : Objects.requireNonNull(get(), "a service that is gone");
  }

  private synchronized @Nullable P get() {
    if (service == null && !ended) {
      service = context.getService(reference);
    }
    return service;
  }

  /** Notes a key to be closed at the end; false if the end has come. */
  synchronized boolean adopt(GuardedKey<?, ?> key) {
    return !ended && keys.add(key);
  }

  /** Closes the keys and lets go of the service. */
  void end() {
    List<GuardedKey<?, ?>> left;
    synchronized (this) {
      ended = true;
      left = new ArrayList<>(keys);
      keys.clear();
    }
    left.forEach(key -> key.unbind(this));
    synchronized (this) {
      if (service != null) {
        service = null;
        context.ungetService(reference);
      }
    }
  }
}
