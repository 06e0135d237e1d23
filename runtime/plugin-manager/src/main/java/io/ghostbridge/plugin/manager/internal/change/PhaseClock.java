package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginProgress;
import io.ghostbridge.api.plugin.PluginProgress.Phase;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each phase as it begins, and how long it took. */
final class PhaseClock {
  private static final Logger LOG = LoggerFactory.getLogger(PhaseClock.class);

  private final String plugin;
  private final Consumer<? super PluginProgress> listener;
  private final Map<Phase, Long> micros = new EnumMap<>(Phase.class);
  private @Nullable Phase current;
  private long since;

  PhaseClock(String plugin, Consumer<? super PluginProgress> listener) {
    this.plugin = plugin;
    this.listener = listener;
  }

  void enter(Phase phase, String text) {
    leave();
    current = phase;
    since = System.nanoTime();
    tell(phase, text);
  }

  /** Tells something more of the current phase. */
  void tell(Phase phase, String text) {
    LOG.info("event=plugin-change plugin={} phase={} text=\"{}\"", plugin, phase, text);
    try {
      listener.accept(new PluginProgress(phase, text));
    } catch (RuntimeException e) {
      LOG.debug("event=progress-listener-failed plugin={}", plugin, e);
    }
  }

  /** The durations of all phases so far, the current one ends. */
  Map<Phase, Long> durationsMicros() {
    leave();
    return micros;
  }

  private void leave() {
    if (current != null) {
      micros.merge(current, (System.nanoTime() - since) / 1000, Long::sum);
      current = null;
    }
  }
}
