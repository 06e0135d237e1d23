package io.ghostbridge.launcher;

import io.ghostbridge.launcher.config.ConfigurationException;
import io.ghostbridge.launcher.config.ConfigurationFile;
import io.ghostbridge.launcher.config.ConfigurationSchema;
import io.ghostbridge.launcher.config.PluginConfiguration;
import io.ghostbridge.launcher.logging.BundleLog;
import io.ghostbridge.launcher.logging.FrameworkLog;
import io.ghostbridge.launcher.logging.LogCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;

/**
 * The OSGi framework with the installation's bundles. Start levels: 5 Declarative Services and
 * Config Admin; 10 libraries, API and dispatch; 20 keys and ledger; 30 services; 40 transports. So
 * nothing is asked before it can answer, and on the way down what is asked ends last.
 */
final class Container {
  private static final int LEVEL_OF_INFRASTRUCTURE = 5;
  private static final long START_TIMEOUT_SECONDS = 120;

  private final Framework framework;
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();

  /** The installation's bundles, unlike those of plugins. */
  private final Set<Long> shipped = ConcurrentHashMap.newKeySet();

  /**
   * @param data where the framework may write
   * @param config told to bundles as {@code ghost.config.directory}
   */
  Container(DataDirectory data, Path config) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(Constants.FRAMEWORK_STORAGE, data.cache().toString());
    // The installation says what runs, not what a former start left behind.
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SystemPackages.EXTRA);
    properties.put("felix.service.urlhandlers", "false");
    properties.put("felix.log.logger", new FrameworkLog());
    properties.put("ds.loglevel", "warn");
    properties.put("ghost.data.directory", data.path().toString());
    properties.put("ghost.config.directory", config.toString());
    // Felix takes a logger object among the properties, beside what the specification allows.
    @SuppressWarnings({"unchecked", "rawtypes"})
    Map<String, String> raw = (Map) properties;
    framework = new FrameworkFactory().newFramework(raw);
  }

  /** Installs the bundles, where they lie, and starts none of them. */
  void install(Installation installation) throws StartException {
    try {
      framework.init();
      BundleContext context = framework.getBundleContext();
      context.addFrameworkListener(this::note);
      context.registerService(
          new String[] {LogService.class.getName(), LoggerFactory.class.getName()},
          BundleLog.service(),
          null);
      context.registerService(
          Object.class, new LogCommands(), FrameworkUtil.asDictionary(LogCommands.PROPERTIES));
      for (var level : installation.bundles().entrySet()) {
        for (Path jar : level.getValue()) {
          // "reference:" makes Felix read the jar in place instead of copying it to its cache.
          Bundle bundle = context.installBundle("reference:" + jar.toUri());
          shipped.add(bundle.getBundleId());
          bundle.adapt(BundleStartLevel.class).setStartLevel(level.getKey());
          if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
          }
        }
      }
      framework.start();
    } catch (BundleException e) {
      throw new StartException(
          ExitCode.FAILED, "the bundles cannot be installed: " + e.getMessage(), e);
    }
  }

  /** Other events, such as of a component that gives no service, have a cause told elsewhere. */
  private void note(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR
        && shipped.contains(event.getBundle().getBundleId())
        && event.getThrowable() instanceof BundleException failure) {
      String message = Objects.requireNonNullElse(failure.getMessage(), "");
      errors.add(event.getBundle().getSymbolicName() + ": " + message.replaceAll("\\s+", " "));
    }
  }

  /**
   * Starts Config Admin, and gives it what {@code files} say if all of that is allowed. Settings of
   * the command line that are for no shipped bundle are kept for plugins.
   *
   * @return what gives plugins theirs; registered as a service until the container stops
   */
  PluginConfiguration configure(List<ConfigurationFile> files, Path config) throws StartException {
    raiseTo(LEVEL_OF_INFRASTRUCTURE);
    BundleContext context = context();
    ServiceReference<ConfigurationAdmin> reference =
        context.getServiceReference(ConfigurationAdmin.class);
    if (reference == null) {
      throw new StartException(ExitCode.FAILED, "Config Admin did not start: " + errors);
    }
    try {
      ConfigurationSchema schema = ConfigurationSchema.of(context.getBundles());
      Map<String, Map<String, Object>> checked = new HashMap<>();
      List<ConfigurationFile> others = new ArrayList<>();
      for (ConfigurationFile file : files) {
        if (file.isOverride() && !schema.pids().contains(file.pid())) {
          others.add(file);
        } else {
          checked.put(file.pid(), schema.check(file));
        }
      }
      ConfigurationAdmin admin = context.getService(reference);
      for (var entry : checked.entrySet()) {
        admin
            .getConfiguration(entry.getKey(), null)
            .update(FrameworkUtil.asDictionary(entry.getValue()));
      }
      var ofPlugins = new PluginConfiguration(config, others, schema.pids(), admin);
      context.registerService(
          Function.class, ofPlugins, FrameworkUtil.asDictionary(PluginConfiguration.PROPERTIES));
      return ofPlugins;
    } catch (ConfigurationException e) {
      throw new StartException(ExitCode.BAD_CONFIGURATION, e.getMessage(), e);
    } catch (IOException e) {
      throw new StartException(ExitCode.FAILED, "the configuration cannot be kept: " + e, e);
    }
  }

  /** Starts the bundles up to {@code level} and returns when that is done. */
  void raiseTo(int level) throws StartException {
    CountDownLatch done = new CountDownLatch(1);
    framework
        .adapt(FrameworkStartLevel.class)
        .setStartLevel(
            level,
            event -> {
              if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                done.countDown();
              }
            });
    try {
      if (!done.await(START_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new StartException(
            ExitCode.FAILED,
            "start level " + level + " was not reached in " + START_TIMEOUT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException(ExitCode.FAILED, "interrupted while starting", e);
    }
  }

  /**
   * What the components of the installation's bundles wait for and failed of.
   *
   * @throws StartException if the container was stopped meanwhile
   */
  ComponentReport components() throws StartException {
    return ComponentReport.of(context(), shipped);
  }

  /** One line for each of the installation's bundles that did not start. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /**
   * @throws StartException if the container was stopped meanwhile
   */
  BundleContext context() throws StartException {
    BundleContext context = framework.getBundleContext();
    if (context == null) {
      throw new StartException(ExitCode.FAILED, "stopped while it was starting");
    }
    return context;
  }

  /**
   * Stops the bundles from the highest level to the lowest; each returns when it has drained.
   *
   * @return whether that was done within {@code timeoutMillis}
   */
  boolean stop(long timeoutMillis) {
    try {
      framework.stop();
      return framework.waitForStop(timeoutMillis).getType() != FrameworkEvent.WAIT_TIMEDOUT;
    } catch (BundleException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
