package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginInfo;
import io.ghostbridge.api.plugin.PluginOffer;
import io.ghostbridge.api.plugin.PluginStatistics;
import io.ghostbridge.plugin.guard.PluginGuard;
import io.ghostbridge.plugin.manager.internal.plan.PluginManifest;
import io.ghostbridge.plugin.manager.internal.plan.VerifiedPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Tells of each plugin how it is. */
final class PluginInfos {
  private final PluginEngine engine;
  private final PluginGuard guard;

  PluginInfos(PluginEngine engine, PluginGuard guard) {
    this.engine = engine;
    this.guard = guard;
  }

  List<PluginInfo> list() {
    List<PluginInfo> infos = new ArrayList<>();
    engine.live().all().forEach(plugin -> infos.add(info(plugin)));
    for (Lingering.Remains remains : engine.lingering()) {
      infos.add(
          new PluginInfo(
              remains.identity(),
              PluginInfo.State.LINGERING,
              String.join("; ", remains.mark().residueNow()),
              false,
              List.of(),
              List.of(),
              List.of(),
              PluginStatistics.NONE));
    }
    return infos;
  }

  private PluginInfo info(LivePlugin plugin) {
    String name = plugin.plugin().name();
    VerifiedPackage jar = plugin.jar();
    return new PluginInfo(
        plugin.plugin().identity(),
        plugin.state(),
        plugin.why().isEmpty() ? String.join("; ", guard.problems(name)) : plugin.why(),
        plugin.plugin().enabled(),
        jar == null ? List.of() : jar.requested(),
        plugin.plugin().approved(),
        offers(plugin.bundle(), jar),
        guard.statistics(name));
  }

  /** The services that it registers now, and with them what its manifest says they are. */
  private static List<PluginOffer> offers(@Nullable Bundle bundle, @Nullable VerifiedPackage jar) {
    Set<PluginOffer> offers = new TreeSet<>();
    ServiceReference<?>[] references =
        bundle == null || bundle.getState() == Bundle.UNINSTALLED
            ? null
            : bundle.getRegisteredServices();
    if (references == null || jar == null) {
      return List.of();
    }
    for (ServiceReference<?> reference : references) {
      for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
        // What Declarative Services registers in its name, to be told of its configuration.
        if (!type.startsWith("org.osgi.service.cm.")) {
          offers.add(new PluginOffer(PluginOffer.Kind.SERVICE, type));
        }
      }
    }
    try {
      PluginManifest.of(jar.headers()).offers().stream()
          .filter(offer -> offer.kind() != PluginOffer.Kind.SERVICE)
          .forEach(offers::add);
    } catch (PluginException e) {
      throw new IllegalStateException("it was read when it was installed", e);
    }
    return List.copyOf(offers);
  }
}
