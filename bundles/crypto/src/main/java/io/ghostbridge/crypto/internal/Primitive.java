package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The algorithms of one primitive. Services are got when they are first used: an algorithm that
 * nobody asks for loads nothing.
 */
final class Primitive<P extends CryptoAlgorithm> {
  private final BundleContext context;
  private final Function<Slot<P>, P> guard;
  private final Map<String, Slot<P>> slots = new ConcurrentHashMap<>();
  private final ServiceTracker<P, String> tracker;

  Primitive(BundleContext context, Class<P> type, Function<Slot<P>, P> guard) {
    this.context = context;
    this.guard = guard;
    tracker =
        new ServiceTracker<>(context, type, null) {
          @Override
          public @Nullable String addingService(ServiceReference<P> reference) {
            if (!(reference.getProperty(CryptoAlgorithm.ALGORITHM) instanceof String name)) {
              return null;
            }
            makeSlot(name).offer(reference);
            return name;
          }

          @Override
          public void removedService(ServiceReference<P> reference, String name) {
            makeSlot(name).withdraw(reference);
          }
        };
  }

  void open() {
    tracker.open();
  }

  void close() {
    tracker.close();
  }

  private Slot<P> makeSlot(String name) {
    return slots.computeIfAbsent(name, missing -> new Slot<>(context, missing, this, guard));
  }

  /** The slot of a name that is or was there. */
  @Nullable Slot<P> slot(String name) {
    return slots.get(name);
  }

  List<String> installed() {
    return slots.values().stream().filter(Slot::isInstalled).map(Slot::name).sorted().toList();
  }
}
