package io.ghostbridge.plugin.manager.internal;

import io.ghostbridge.api.plugin.PluginManager;
import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.plugin.guard.PluginGuard;
import io.ghostbridge.plugin.manager.internal.change.Parts;
import io.ghostbridge.plugin.manager.internal.change.PluginEngine;
import io.ghostbridge.plugin.manager.internal.change.PluginService;
import io.ghostbridge.plugin.manager.internal.change.ResidueUnloading;
import io.ghostbridge.plugin.manager.internal.change.UnsignedPolicy;
import io.ghostbridge.plugin.manager.internal.container.Bounds;
import io.ghostbridge.plugin.manager.internal.container.PluginComponents;
import io.ghostbridge.plugin.manager.internal.container.PluginContainer;
import io.ghostbridge.plugin.manager.internal.plan.Planner;
import io.ghostbridge.plugin.manager.internal.store.ChangeHistory;
import io.ghostbridge.plugin.manager.internal.store.IncomingDirectory;
import io.ghostbridge.plugin.manager.internal.store.InstalledSetFile;
import io.ghostbridge.plugin.manager.internal.store.PluginStore;
import io.ghostbridge.plugin.manager.internal.visibility.PluginBundle;
import io.ghostbridge.plugin.manager.internal.visibility.ResolutionRules;
import io.ghostbridge.plugin.manager.internal.visibility.ServiceRules;
import io.ghostbridge.plugin.residue.ResidueDetector;
import io.ghostbridge.plugin.verify.PluginVerifier;
import io.ghostbridge.plugin.verify.VerifierLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the manager together. The plugins run when it is activated, and have stopped when it is
 * deactivated; the service is registered in between.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = PluginManagerComponent.PID)
@Designate(ocd = PluginManagerConfig.class)
public final class PluginManagerComponent {
  static final String PID = "io.ghostbridge.plugin.manager";

  private static final Logger LOG = LoggerFactory.getLogger(PluginManagerComponent.class);

  private final UnsignedPolicy unsigned;
  private final ResidueDetector detector;
  private final PluginEngine engine;
  private final List<ServiceRegistration<?>> hooks;
  private final ServiceRegistration<PluginManager> service;
  private final ExecutorService watch =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("plugin-endpoint-watch").factory());

  /** Starts the plugins that are installed. */
  @Activate
  public PluginManagerComponent(
      BundleContext context,
      PluginManagerConfig config,
      @Reference PluginGuard guard,
      @Reference ServiceComponentRuntime components)
      throws IOException, InterruptedException {
    Path data =
        Path.of(Objects.requireNonNull(context.getProperty("ghost.data.directory")))
            .resolve("plugins");
    Path trust =
        Path.of(Objects.requireNonNull(context.getProperty("ghost.config.directory")))
            .resolve("trust");
    PluginStore store = new PluginStore(data);
    IncomingDirectory incoming = new IncomingDirectory(data);
    incoming.sweep();
    PluginBundle plugins = new PluginBundle(store.directory());
    ResolutionRules resolution = new ResolutionRules(plugins);
    ServiceRules services = new ServiceRules(plugins);
    detector = new ResidueDetector(context, plugins::matches);
    unsigned = new UnsignedPolicy(config.allowUnsigned());
    if (config.allowUnsigned()) {
      LOG.warn(
          "event=unsigned-plugins-allowed reason=\"allowUnsigned is set in {}: for development"
              + " only\"",
          PID);
    }
    Parts parts =
        new Parts(
            context,
            store,
            new InstalledSetFile(data),
            new ChangeHistory(data),
            new PublishedPackageVerifier(
                new PluginVerifier(trust, VerifierLimits.DEFAULT, config.allowUnsigned())),
            new Planner(context, plugins),
            new PluginContainer(
                context, guard, services, new PluginComponents(components), bounds(config)),
            resolution,
            new ResidueUnloading(detector, Duration.ofMillis(config.unloadTimeoutMillis())));
    engine =
        new PluginEngine(
            parts, unsigned, Duration.ofMillis(config.changeWaitMillis()), config.maxPlugins());
    hooks =
        List.of(
            context.registerService(ResolverHookFactory.class, resolution, null),
            context.registerService(CollisionHook.class, resolution, null),
            context.registerService(FindHook.class, services, null),
            context.registerService(EventListenerHook.class, services, null));
    boolean started = false;
    try {
      engine.start();
      started = true;
    } finally {
      if (!started) {
        hooks.forEach(ServiceRegistration::unregister);
        detector.close();
      }
    }
    service =
        context.registerService(
            PluginManager.class, new PluginService(engine, parts, guard, incoming.path()), null);
  }

  private static Bounds bounds(PluginManagerConfig config) {
    return new Bounds(
        Duration.ofMillis(config.activationTimeoutMillis()),
        Duration.ofMillis(config.drainTimeoutMillis()),
        Duration.ofMillis(config.deactivationTimeoutMillis()),
        Duration.ofMillis(config.healthTimeoutMillis()),
        Duration.ofMillis(config.unloadTimeoutMillis()));
  }

  @Deactivate
  void deactivate() throws InterruptedException {
    service.unregister();
    watch.shutdownNow();
    engine.stop();
    hooks.forEach(ServiceRegistration::unregister);
    detector.close();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindEndpoint(Endpoint endpoint) {
    if (unsigned.listens(endpoint.address())) {
      // A plugin may bring an endpoint: then its own start must not wait for itself.
      watch.execute(this::stopUnsigned);
    }
  }

  void unbindEndpoint(Endpoint endpoint) {
    unsigned.ended(endpoint.address());
  }

  private void stopUnsigned() {
    try {
      engine.stopUnsigned();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
