package io.ghostbridge.plugin.conformance.internal;

import io.ghostbridge.launcher.config.PluginConfiguration;
import io.ghostbridge.plugin.residue.ResidueDetector;
import io.ghostbridge.plugin.residue.ResidueWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * An OSGi framework with the bundles of a runtime, as a node has it; the API's classes are those of
 * the tests' class path, so that tests can call a plugin's services.
 */
public final class Container implements AutoCloseable {
  private static final String REFERENCE = "reference:";
  private static final long REFRESH_LIMIT_SECONDS = 30;
  private static final long STOP_LIMIT_MILLIS = 30_000;

  private final ClassPathBundles bundles = ClassPathBundles.find();
  private final Path config;
  private final Framework framework;
  private final ResidueDetector residue;

  /**
   * Starts it.
   *
   * @param directory where it may write
   * @param transport whether to serve gRPC on a free port
   * @param more symbolic names of further bundles of the class path
   */
  public Container(Path directory, boolean transport, List<String> more)
      throws IOException, BundleException {
    config = Files.createDirectories(directory.resolve("config"));
    Files.createDirectories(config.resolve("plugins"));
    Map<String, String> properties = new HashMap<>();
    properties.put(Constants.FRAMEWORK_STORAGE, directory.resolve("cache").toString());
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        RuntimeBundles.SHARED.stream()
            .map(name -> bundles.get(name).header(Constants.EXPORT_PACKAGE))
            .collect(Collectors.joining(",")));
    properties.put("felix.service.urlhandlers", "false");
    properties.put("felix.log.level", "1");
    properties.put("felix.cm.dir", directory.resolve("cm").toString());
    properties.put("ds.loglevel", "warn");
    properties.put("ghost.data.directory", directory.resolve("data").toString());
    properties.put("ghost.config.directory", config.toString());
    framework = new FrameworkFactory().newFramework(properties);
    framework.start();
    // Before the first class of a plugin is loaded.
    residue = new ResidueDetector(context(), bundle -> !isRuntime(bundle));
    start(RuntimeBundles.INSTALLED);
    start(more);
    if (transport) {
      configuration()
          .getConfiguration(RuntimeBundles.TRANSPORT, "?")
          .update(FrameworkUtil.asDictionary(Map.of("port", 0)));
      start(List.of(RuntimeBundles.TRANSPORT));
    }
  }

  private void start(List<String> names) throws BundleException {
    List<Bundle> installed = new ArrayList<>();
    for (String name : names) {
      installed.add(context().installBundle(REFERENCE + bundles.get(name).file().toUri()));
    }
    for (Bundle bundle : installed) {
      if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      }
    }
  }

  /** The runtime's bundles are read where they lie; a plugin's jar is copied, as nodes do. */
  private static boolean isRuntime(Bundle bundle) {
    return bundle.getBundleId() == 0 || bundle.getLocation().startsWith(REFERENCE);
  }

  /** What says, once {@code plugin} is removed, what of it is left; empty if it never ran. */
  public Optional<ResidueWatch> watch(Bundle plugin) {
    return residue.watch(plugin);
  }

  /** The system bundle's. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** Where the plugin's configuration file goes. */
  public Path configurationFile(String pid) {
    return config.resolve("plugins").resolve(pid + ".cfg");
  }

  /** Installs a plugin's jar, and starts it not yet. */
  public Bundle install(Path jar) throws BundleException {
    return context().installBundle(jar.toUri().toString());
  }

  /**
   * Checks and applies the plugin's configuration, as a node does; the answer says what is wrong.
   */
  public Optional<String> configure(Bundle plugin) {
    return new PluginConfiguration(config, List.of(), Set.of(), configuration()).apply(plugin);
  }

  private ConfigurationAdmin configuration() {
    return require(ConfigurationAdmin.class);
  }

  /**
   * A service of the runtime.
   *
   * @throws IllegalStateException if there is none
   */
  public <T> T require(Class<T> type) {
    @Nullable Object service = null;
    try {
      // Not checked for who may use which class: the system bundle has them all.
      ServiceReference<?>[] references = context().getAllServiceReferences(type.getName(), null);
      service = references == null ? null : context().getService(references[0]);
    } catch (InvalidSyntaxException e) {
      throw new AssertionError("there is no filter to be wrong", e);
    }
    if (service == null) {
      throw new IllegalStateException(
          "the container has no "
              + type.getName()
              + ": "
              + Components.problems(context(), context().getBundles()));
    }
    return type.cast(service);
  }

  /** Lets the framework forget the classes of a bundle that was uninstalled. */
  public void refresh(Bundle bundle) throws InterruptedException {
    var refreshed = new CountDownLatch(1);
    framework
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            Set.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    if (!refreshed.await(REFRESH_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the framework did not refresh " + bundle);
    }
  }

  /** Stops all of it, within a bound. */
  @Override
  public void close() {
    try {
      residue.close();
      framework.stop();
      framework.waitForStop(STOP_LIMIT_MILLIS);
    } catch (BundleException e) {
      throw new IllegalStateException("the container does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
