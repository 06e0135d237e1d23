package io.ghostbridge.plugin.admin.internal;

import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The plans that clients were shown last, so that a change need not be planned once more to know
 * what was agreed to: the manager itself plans it anew and refuses if it would do something else.
 * Safe for any thread.
 */
final class ShownPlans {
  private static final int MAX = 32;

  private final Map<String, PluginPlan> byId =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PluginPlan> eldest) {
          return size() > MAX;
        }
      };

  synchronized void shown(PluginPlan plan) {
    byId.put(plan.id(), plan);
  }

  /** The plan of {@code id}, if it was shown not long ago, is for {@code change}, and not taken. */
  synchronized Optional<PluginPlan> take(String id, PluginChange change) {
    PluginPlan plan = byId.get(id);
    if (plan == null || !plan.change().equals(change)) {
      return Optional.empty();
    }
    byId.remove(id);
    return Optional.of(plan);
  }
}
