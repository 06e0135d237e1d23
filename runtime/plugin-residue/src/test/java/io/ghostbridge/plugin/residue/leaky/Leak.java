package io.ghostbridge.plugin.residue.leaky;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A plugin that opens something when it starts and forgets it when it stops. */
public abstract class Leak implements BundleActivator {
  /** Where {@code file.txt} is, and where the bundle may write. */
  static Path directory(BundleContext context) {
    return Path.of(context.getProperty("test.directory"));
  }

  /** Puts an object where nothing that the plugin does removes it: a JDK-wide strong reference. */
  static void hold(Object object) {
    System.getProperties().put("test.held." + System.identityHashCode(object), object);
  }

  abstract void open(BundleContext context) throws IOException, InterruptedException;

  @Override
  public void start(BundleContext context) throws IOException, InterruptedException {
    open(context);
  }

  @Override
  public void stop(BundleContext context) {}
}
