package io.ghostbridge.plugin.guard.internal;

import io.ghostbridge.plugin.guard.PluginRestart;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a plugin's breaker does not close by itself: the plugin is restarted, a bounded
 * number of times since it was installed or enabled, and then given up.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final String plugin;
  private final int maxRestarts;
  private final Breaker breaker;
  private final PluginRestart restart;
  private int restarts;
  private boolean ended;
  private @Nullable Thread restarting;
  private @Nullable String givenUp;

  Recovery(String plugin, GuardSettings settings, PluginRestart restart) {
    this.plugin = plugin;
    this.maxRestarts = settings.maxRestarts();
    this.breaker = new Breaker(settings);
    this.restart = restart;
  }

  Breaker breaker() {
    return breaker;
  }

  synchronized int restarts() {
    return restarts;
  }

  /** Why the plugin is not tried any more, or null while it is. */
  synchronized @Nullable String givenUp() {
    return givenUp;
  }

  void recovered() {
    LOG.info("event=plugin_breaker_closed plugin={}", plugin);
  }

  /** Does what a failed call calls for. Does not wait. */
  void after(Breaker.Effect effect, String failure) {
    switch (effect) {
      case NONE -> {}
      case OPENED ->
          LOG.warn(
              "event=plugin_breaker_opened plugin={} cause=\"{}\" restarts={}",
              plugin,
              breaker.cause(),
              restarts());
      case PROBE_FAILED -> restartOrGiveUp(failure);
    }
  }

  private synchronized void restartOrGiveUp(String failure) {
    if (ended || restarting != null) {
      return;
    }
    breaker.hold();
    if (restarts >= maxRestarts) {
      giveUp("it still fails after " + restarts + " restarts; the last failure: " + failure);
      return;
    }
    restarts++;
    LOG.warn(
        "event=plugin_restarting plugin={} restart={} of={} cause=\"{}\"",
        plugin,
        restarts,
        maxRestarts,
        failure);
    restarting = Thread.ofVirtual().name("plugin-restart-" + plugin).start(this::restartOnce);
  }

  private void restartOnce() {
    Exception failed = null;
    try {
      restart.restart();
    } catch (Exception e) {
      failed = e;
    }
    synchronized (this) {
      restarting = null;
      if (ended) {
        return;
      }
      if (failed == null) {
        breaker.halfOpen();
      } else {
        giveUp("it did not start again: " + failed);
      }
    }
  }

  private void giveUp(String why) {
    givenUp = why;
    LOG.error("event=plugin_given_up plugin={} restarts={} cause=\"{}\"", plugin, restarts, why);
  }

  /** From here on nothing is restarted. */
  synchronized void end() {
    ended = true;
  }
}
