package io.ghostbridge.client.internal.route;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The endpoints to which TCP has a connection that serves. For all threads. */
public final class Reachability {
  private final Set<String> ready = ConcurrentHashMap.newKeySet();

  /** Notes whether {@code endpoint} is reached by TCP. */
  public void byTcp(String endpoint, boolean reached) {
    if (reached) {
      ready.add(endpoint);
    } else {
      ready.remove(endpoint);
    }
  }

  boolean isReachedByTcp(String endpoint) {
    return ready.contains(endpoint);
  }
}
