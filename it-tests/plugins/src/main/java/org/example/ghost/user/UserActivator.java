package org.example.ghost.user;

import java.util.Map;
import java.util.function.Supplier;
import org.example.ghost.shared.Greeting;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Tells which bundle's greeting it uses. */
public final class UserActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    Supplier<String> service =
        () -> Greeting.text() + " by " + FrameworkUtil.getBundle(Greeting.class).getVersion();
    context.registerService(
        Supplier.class, service, FrameworkUtil.asDictionary(Map.of("demo", "user")));
  }

  @Override
  public void stop(BundleContext context) {
    // The framework unregisters it.
  }
}
