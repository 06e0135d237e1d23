package io.ghostbridge.it.container.echo;

import io.grpc.BindableService;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Registers the service while its bundle is active. */
public final class EchoActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    context.registerService(BindableService.class, new EchoService(), null);
  }

  @Override
  public void stop(BundleContext context) {
    // The framework unregisters it.
  }
}
