package org.example.ghost.echo;

import io.ghostbridge.api.plugin.PluginHealthCheck;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Registers a service that tells the version, and fails where {@code behaviour} says so. */
public final class EchoActivator implements BundleActivator {
  private final Properties behaviour = new Properties();

  @Override
  public void start(BundleContext context) throws IOException, InterruptedException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/behaviour.properties"))) {
      behaviour.load(in);
    }
    switch (behaviour.getProperty("start", "")) {
      case "fail" -> throw new IllegalStateException("the disk is full");
      case "hang" -> new CountDownLatch(1).await();
      case "spin" -> spin();
      default -> {}
    }
    String version = context.getBundle().getVersion().toString();
    Supplier<String> service = () -> version;
    context.registerService(
        Supplier.class, service, FrameworkUtil.asDictionary(Map.of("demo", "echo")));
    context.registerService(
        Supplier.class, () -> sees(context), FrameworkUtil.asDictionary(Map.of("demo", "sees")));
    PluginHealthCheck check = this::check;
    context.registerService(PluginHealthCheck.class, check, null);
    if (behaviour.containsKey("thread")) {
      Thread.ofPlatform().daemon().name(behaviour.getProperty("thread")).start(EchoActivator::idle);
    }
  }

  private static void idle() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does not mind being interrupted, but ends when the property is set. */
  private void spin() {
    while (System.getProperty("org.example.ghost.stop") == null) {
      Thread.onSpinWait();
    }
  }

  private void check() throws InterruptedException {
    switch (behaviour.getProperty("health", "")) {
      case "fail" -> throw new IllegalStateException("the database does not answer");
      case "hang" -> new CountDownLatch(1).await();
      default -> {}
    }
  }

  private static String sees(BundleContext context) {
    StringBuilder names = new StringBuilder();
    try {
      ServiceReference<?>[] all = context.getAllServiceReferences((String) null, null);
      for (ServiceReference<?> reference : all == null ? new ServiceReference<?>[0] : all) {
        names.append(String.join(",", (String[]) reference.getProperty("objectClass"))).append(' ');
      }
    } catch (org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    return names.toString();
  }

  @Override
  public void stop(BundleContext context) throws InterruptedException {
    switch (behaviour.getProperty("stop", "")) {
      case "fail" -> throw new IllegalStateException("cannot stop");
      case "hang" -> new CountDownLatch(1).await();
      case "spin" -> spin();
      default -> {}
    }
  }
}
