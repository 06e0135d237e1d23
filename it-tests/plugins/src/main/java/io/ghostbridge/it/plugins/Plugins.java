package io.ghostbridge.it.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginInfo;
import io.ghostbridge.api.plugin.PluginManager;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.api.plugin.PluginReport;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The manager, as tests use it. */
record Plugins(BundleContext context, PluginManager manager) {
  private static final long LIMIT_SECONDS = 10;

  static Plugins of(BundleContext context) throws InterruptedException {
    ServiceTracker<PluginManager, PluginManager> tracker =
        new ServiceTracker<>(context, PluginManager.class, null);
    tracker.open();
    PluginManager manager = tracker.waitForService(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    tracker.close();
    assertThat(manager).as("the plugin manager").isNotNull();
    return new Plugins(context, manager);
  }

  /** Plans a change and makes it, with everything approved. */
  PluginReport make(PluginChange change) throws PluginException {
    PluginPlan plan = manager.plan(change);
    return manager.apply(plan, PluginApproval.of(plan), progress -> {});
  }

  PluginReport install(Path jar) throws PluginException {
    return make(new PluginChange.Install(jar));
  }

  PluginReport remove(String name) throws PluginException {
    return make(new PluginChange.Remove(name));
  }

  /** Removes everything. */
  void clear() throws PluginException {
    // Dependents first.
    for (int round = 0; round < 3; round++) {
      for (PluginInfo info : manager.list()) {
        if (info.state() != PluginInfo.State.LINGERING) {
          try {
            remove(info.identity().name());
          } catch (PluginException e) {
            assertThat(e.reason()).isEqualTo("REQUIRED_BY_OTHERS");
          }
        }
      }
    }
  }

  PluginInfo.State state(String name) throws PluginException {
    return manager.info(name).state();
  }

  /** What the service {@code demo=…} answers now; empty if there is none. */
  Optional<String> ask(String demo) throws InvalidSyntaxException {
    Collection<? extends ServiceReference<?>> found =
        context.getServiceReferences(Supplier.class, "(demo=" + demo + ")");
    assertThat(found).hasSizeLessThanOrEqualTo(1);
    for (ServiceReference<?> reference : found) {
      Object service = context.getService(reference);
      try {
        return service == null
            ? Optional.empty()
            : Optional.of(String.valueOf(((Supplier<?>) service).get()));
      } finally {
        context.ungetService(reference);
      }
    }
    return Optional.empty();
  }
}
