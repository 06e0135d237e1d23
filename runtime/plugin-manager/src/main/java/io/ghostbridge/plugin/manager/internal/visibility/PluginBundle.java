package io.ghostbridge.plugin.manager.internal.visibility;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Tells bundles of plugins from those of the runtime, by where they were installed from. */
public final class PluginBundle {
  // Makes Felix read the jar where it lies instead of copying it.
  private static final String SCHEME = "reference:";

  private final String prefix;

  /** Plugins are what was installed from {@code store}. */
  public PluginBundle(Path store) {
    String directory = store.toUri().toString();
    prefix = SCHEME + (directory.endsWith("/") ? directory : directory + "/");
  }

  /** The location of a bundle that is installed from {@code jar}. */
  public static String location(Path jar) {
    return SCHEME + jar.toUri();
  }

  /** Whether {@code bundle} is one of a plugin's. */
  public boolean matches(Bundle bundle) {
    return bundle.getBundleId() != 0 && bundle.getLocation().startsWith(prefix);
  }

  /** The bundle that {@code jar} was installed as, or null. */
  public static @Nullable Bundle find(BundleContext context, Path jar) {
    return context.getBundle(location(jar));
  }
}
