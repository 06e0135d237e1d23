package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginChange.Action;
import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginPlan.Problem;
import io.ghostbridge.plugin.manager.internal.plan.Planner.Subject;
import io.ghostbridge.plugin.manager.internal.plan.VerifiedPackage;
import io.ghostbridge.plugin.manager.internal.store.InstalledPlugin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** From what was asked for to where it begins and ends. */
final class Subjects {
  private final LivePlugins live;
  private final Pins pins;
  private final UnsignedPolicy unsigned;
  private final int maxPlugins;

  Subjects(LivePlugins live, Pins pins, UnsignedPolicy unsigned, int maxPlugins) {
    this.live = live;
    this.pins = pins;
    this.unsigned = unsigned;
    this.maxPlugins = maxPlugins;
  }

  /** A change that brings a jar. */
  Subject withJar(PluginChange change, VerifiedPackage jar) throws PluginException {
    String name = jar.identity().name();
    InstalledPlugin installed = live.recorded().find(name).orElse(null);
    List<Problem> problems = new ArrayList<>();
    if (installed == null && change instanceof PluginChange.Update) {
      throw noSuchPlugin(name);
    }
    LivePlugin now = live.find(name).orElse(null);
    if (installed != null && installed.identity().equals(jar.identity())) {
      problems.add(
          new Problem(
              "ALREADY_INSTALLED",
              "exactly this jar of "
                  + name
                  + " is installed already: there is nothing to change"
                  + (installed.enabled() ? "" : "; enable it to start it")));
    }
    if (installed == null && live.recorded().plugins().size() >= maxPlugins) {
      problems.add(
          new Problem(
              "TOO_MANY_PLUGINS",
              maxPlugins + " plugins are installed, and no more are allowed: remove one first"));
    }
    unsigned.refuses(jar.identity()).ifPresent(problems::add);
    return new Subject(
        change,
        installed == null ? Action.INSTALL : Action.UPDATE,
        installed,
        bundle(now),
        now == null ? null : now.jar(),
        jar,
        installed == null || installed.enabled(),
        problems);
  }

  /** A change of what is installed. */
  Subject withName(PluginChange change, String name) throws PluginException {
    InstalledPlugin installed = live.recorded().find(name).orElseThrow(() -> noSuchPlugin(name));
    LivePlugin now = live.find(name).orElse(null);
    List<Problem> problems = new ArrayList<>();
    VerifiedPackage after = null;
    if (change.action() == Action.ENABLE) {
      if (bundle(now) != null) {
        problems.add(
            new Problem("ALREADY_ENABLED", name + " runs already: there is nothing to change"));
      }
      after = pins.check(installed);
    } else if (change.action() == Action.DISABLE && !installed.enabled()) {
      problems.add(
          new Problem("ALREADY_DISABLED", name + " is disabled already: nothing to change"));
    }
    return new Subject(
        change,
        change.action(),
        installed,
        bundle(now),
        now == null ? null : now.jar(),
        after,
        after != null,
        problems);
  }

  private static @Nullable Bundle bundle(@Nullable LivePlugin plugin) {
    return plugin == null ? null : plugin.bundle();
  }

  private PluginException noSuchPlugin(String name) {
    List<String> names = live.recorded().plugins().stream().map(InstalledPlugin::name).toList();
    return new PluginException(
        "NO_SUCH_PLUGIN",
        "no plugin '"
            + name
            + "' is installed; "
            + (names.isEmpty() ? "none is" : "installed are " + String.join(", ", names)));
  }
}
