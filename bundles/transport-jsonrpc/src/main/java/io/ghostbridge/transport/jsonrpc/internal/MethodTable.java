package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcMethods;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/**
 * Who has which method: one immutable table that is swapped when a bundle comes or goes. A bundle
 * that goes is waited for until its calls are done. Any thread.
 */
final class MethodTable {
  private final ConcurrentSkipListMap<ServiceReference<JsonRpcMethods>, MethodProvider> providers =
      new ConcurrentSkipListMap<>();
  private volatile Map<String, MethodProvider> byName = Map.of();

  /** Offers what {@code methods} has from now on. */
  synchronized void add(ServiceReference<JsonRpcMethods> reference, JsonRpcMethods methods) {
    providers.put(reference, new MethodProvider(methods));
    rebuild();
  }

  /** Offers it no longer; returns when its calls are done, or interrupted after {@code bound}. */
  void remove(ServiceReference<JsonRpcMethods> reference, Duration bound) {
    MethodProvider removed;
    synchronized (this) {
      removed = providers.remove(reference);
      rebuild();
    }
    if (removed != null) {
      removed.close(bound);
    }
  }

  private void rebuild() {
    Map<String, MethodProvider> table = new HashMap<>();
    // In ascending order, so that the highest ranking is put last.
    providers
        .values()
        .forEach(provider -> provider.names().forEach(name -> table.put(name, provider)));
    byName = Map.copyOf(table);
  }

  /** Who has {@code method}, or null. */
  @Nullable MethodProvider find(String method) {
    return byName.get(method);
  }
}
