package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginInfo.State;
import io.ghostbridge.api.plugin.PluginPlan.Problem;
import io.ghostbridge.plugin.manager.internal.container.ChangeFailedException;
import io.ghostbridge.plugin.manager.internal.container.PluginComponents;
import io.ghostbridge.plugin.manager.internal.plan.VerifiedPackage;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what is installed. Whatever is wrong with one plugin is told of it, and the others run.
 */
final class Startup {
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  private final Parts parts;
  private final LivePlugins live;
  private final Pins pins;
  private final Runner runner;

  Startup(Parts parts, LivePlugins live, Pins pins, Runner runner) {
    this.parts = parts;
    this.live = live;
    this.pins = pins;
    this.runner = runner;
  }

  /** Checks each plugin's pin and signature, and starts those that are enabled. */
  void startAll() throws InterruptedException {
    List<LivePlugin> ready = new ArrayList<>();
    for (InstalledPlugin plugin : live.recorded().plugins()) {
      try {
        VerifiedPackage jar = pins.check(plugin);
        LivePlugin checked = LivePlugin.disabled(plugin, jar);
        live.put(checked);
        if (plugin.enabled()) {
          ready.add(checked);
        }
      } catch (PluginException e) {
        put(new LivePlugin(plugin, null, null, State.REFUSED, String.valueOf(e.getMessage())));
      }
    }
    start(ready);
  }

  /** Tries again those that wait for something. */
  void startWaiting() throws InterruptedException {
    start(
        live.all().stream()
            .filter(plugin -> plugin.state() == State.WAITING && plugin.bundle() == null)
            .toList());
    for (LivePlugin plugin : live.all()) {
      if (plugin.state() == State.WAITING && plugin.bundle() != null) {
        put(judged(plugin, plugin.bundle()));
      }
    }
  }

  private void start(Collection<LivePlugin> plugins) throws InterruptedException {
    List<LivePlugin> installed = new ArrayList<>();
    for (LivePlugin plugin : plugins) {
      try {
        Bundle bundle =
            parts.container().install(parts.store().jar(plugin.plugin().identity().sha256()));
        installed.add(
            LivePlugin.running(plugin.plugin(), Objects.requireNonNull(plugin.jar()), bundle));
      } catch (ChangeFailedException e) {
        put(plugin.stopped(State.FAILED, e.getMessage()));
      }
    }
    // Together, since they may need one another.
    parts
        .container()
        .resolve(installed.stream().map(LivePlugin::bundle).filter(Objects::nonNull).toList());
    for (LivePlugin plugin : installed) {
      put(start(plugin, Objects.requireNonNull(plugin.bundle())));
    }
    // What one waits for may have come with the next.
    for (LivePlugin plugin : installed) {
      LivePlugin now = live.find(plugin.plugin().name()).orElse(plugin);
      if (now.bundle() != null) {
        put(judged(now, now.bundle()));
      }
    }
  }

  private LivePlugin start(LivePlugin plugin, Bundle bundle) throws InterruptedException {
    if (bundle.getState() == Bundle.INSTALLED) {
      String why = whyUnresolved(plugin);
      parts.container().uninstall(bundle);
      return plugin.stopped(State.WAITING, why);
    }
    try {
      runner.start(bundle, plugin.plugin());
      return plugin;
    } catch (ChangeFailedException e) {
      parts.container().uninstall(bundle);
      return plugin.stopped(State.FAILED, e.getMessage());
    }
  }

  private String whyUnresolved(LivePlugin plugin) {
    List<Problem> problems = parts.planner().whyUnresolved(Objects.requireNonNull(plugin.jar()));
    return problems.isEmpty()
        ? "no consistent set of packages was found for it"
        : problems.stream().map(Problem::text).collect(Collectors.joining("; "));
  }

  private LivePlugin judged(LivePlugin plugin, Bundle bundle) {
    PluginComponents.State state = parts.container().components(bundle);
    return state.waiting().isEmpty()
        ? plugin.because(State.ACTIVE, "")
        : plugin.because(State.WAITING, String.join("; ", state.waiting()));
  }

  private void put(LivePlugin plugin) {
    LivePlugin former = live.find(plugin.plugin().name()).orElse(null);
    live.put(plugin);
    if (plugin.equals(former)) {
      return;
    }
    String version = plugin.plugin().identity().version();
    if (plugin.state() == State.ACTIVE) {
      LOG.info("event=plugin-started plugin={} version={}", plugin.plugin().name(), version);
    } else {
      LOG.error(
          "event=plugin-not-started plugin={} version={} state={} reason=\"{}\"",
          plugin.plugin().name(),
          version,
          plugin.state(),
          plugin.why());
    }
  }
}
