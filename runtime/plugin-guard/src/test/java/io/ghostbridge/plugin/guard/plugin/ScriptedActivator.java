package io.ghostbridge.plugin.guard.plugin;

import io.ghostbridge.api.names.NameSource;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * Registers a source of names that does what the test's script says; its manifest may ask for more.
 */
public final class ScriptedActivator implements BundleActivator {
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // a framework's registry is raw
  public void start(BundleContext context) {
    Bundle bundle = context.getBundle();
    ServiceReference<Function> reference = context.getServiceReference(Function.class);
    Function<String, Object> script = context.getService(reference);
    Dictionary<String, Object> properties =
        FrameworkUtil.asDictionary(Map.of("service.ranking", 7, "color", "red"));
    ServiceRegistration<NameSource> source =
        context.registerService(NameSource.class, new ScriptedSource(bundle, script), properties);
    if (bundle.getHeaders().get("Test-Class-Service") != null) {
      context.registerService(ScriptedActivator.class, this, null);
    }
    if (bundle.getHeaders().get("Test-Thread") != null) {
      Executors.newSingleThreadExecutor().execute(() -> run(script, "thread"));
    }
    context.registerService(
        Runnable.class,
        () -> source.setProperties(FrameworkUtil.asDictionary(Map.of("color", "blue"))),
        null);
  }

  @Override
  public void stop(BundleContext context) {
    // The framework unregisters everything.
  }

  static void run(Function<String, Object> script, String name) {
    var _ = script.apply(name);
  }
}
