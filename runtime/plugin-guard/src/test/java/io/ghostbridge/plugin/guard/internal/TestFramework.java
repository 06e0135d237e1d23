package io.ghostbridge.plugin.guard.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** A Felix framework with a guard, a bundle that uses services, and plugins made on the spot. */
final class TestFramework {
  static final long LIMIT_SECONDS = 30;
  private static final String PLUGIN_CLASSES = "io/ghostbridge/plugin/guard/plugin";

  /** Nanoseconds of the guard's clock, which stands still unless a test moves it. */
  final AtomicLong clock = new AtomicLong(1_000_000_000L);

  final GuardComponent guard;
  final Bundle user;
  private final Framework framework;
  private int installed;

  TestFramework(Path cache, GuardSettings settings) throws BundleException {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    cache.toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "io.ghostbridge.api.names;version=1.0,io.ghostbridge.api.plugin;version=1.0,"
                        + "io.ghostbridge.api.crypto;version=1.0,io.grpc;version=1.85",
                    "felix.service.urlhandlers",
                    "false",
                    "felix.log.level",
                    "1"));
    framework.start();
    user = install("user", Map.of());
    user.start();
    Bundle host = install("host", Map.of());
    host.start();
    guard = new GuardComponent(host.getBundleContext(), settings, clock::get);
  }

  static GuardSettings settings() {
    return new GuardSettings(
        5,
        50,
        Duration.ofSeconds(60),
        Duration.ofSeconds(1),
        2,
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        2);
  }

  BundleContext system() {
    return framework.getBundleContext();
  }

  BundleContext users() {
    return user.getBundleContext();
  }

  void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  /** Installs and guards a plugin, and starts it as the manager does. */
  Bundle startPlugin(String name, Map<String, String> headers) throws Exception {
    Bundle plugin = installPlugin(name, headers);
    guard.guard(
        name,
        plugin,
        () -> {
          plugin.stop();
          plugin.start();
        });
    start(plugin);
    return plugin;
  }

  void start(Bundle plugin) throws Exception {
    List<BundleException> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
    Thread thread =
        guard
            .threads(plugin)
            .newThread(
                () -> {
                  try {
                    plugin.start();
                  } catch (BundleException e) {
                    failures.add(e);
                  }
                });
    thread.start();
    thread.join();
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  Bundle installPlugin(String name, Map<String, String> headers) throws BundleException {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("Bundle-Activator", "io.ghostbridge.plugin.guard.plugin.ScriptedActivator");
    all.put("Import-Package", "org.osgi.framework,io.ghostbridge.api.names");
    return install(name, all);
  }

  private Bundle install(String name, Map<String, String> headers) throws BundleException {
    return framework
        .getBundleContext()
        .installBundle("test:" + name + installed++, jar(name, headers));
  }

  private static InputStream jar(String name, Map<String, String> headers) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", name);
    headers.forEach(attributes::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      if (headers.containsKey("Bundle-Activator")) {
        addClasses(jar);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void addClasses(JarOutputStream jar) throws IOException {
    Path classes = Path.of("target/test-classes", PLUGIN_CLASSES);
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        jar.putNextEntry(new JarEntry(PLUGIN_CLASSES + "/" + file.getFileName()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }

  /** Lets the framework forget a bundle that was uninstalled. */
  void refresh(Bundle bundle) throws InterruptedException {
    CountDownLatch refreshed = new CountDownLatch(1);
    framework
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            Set.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    if (!refreshed.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the framework did not refresh " + bundle);
    }
  }

  /** Whether {@code condition} holds within a generous limit. */
  static boolean become(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }

  void close() throws BundleException, InterruptedException {
    guard.deactivate();
    framework.stop();
    framework.waitForStop(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
  }
}
