package io.ghostbridge.plugin.manager.internal.container;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The operator's settings for a plugin. The launcher reads and checks them and offers that as a
 * function of the platform's own types, since it shares no classes with bundles; without a launcher
 * there are no settings.
 */
final class PluginSettings {
  private static final String FILTER = "(ghost.plugin.configuration=true)";

  private final BundleContext context;

  PluginSettings(BundleContext context) {
    this.context = context;
  }

  /**
   * Puts what the operator wrote for {@code bundle} into effect, before it is started.
   *
   * @throws ChangeFailedException if it is refused
   */
  void apply(Bundle bundle) throws ChangeFailedException {
    for (ServiceReference<?> reference : functions()) {
      try {
        Object refusal =
            context.getService(reference) instanceof Function<?, ?> function
                ? applied(function, bundle)
                : Optional.empty();
        if (refusal instanceof Optional<?> present && present.isPresent()) {
          throw new ChangeFailedException("BAD_CONFIGURATION", present.get().toString());
        }
      } finally {
        context.ungetService(reference);
      }
    }
  }

  // What the property promises of the service.
  @SuppressWarnings("unchecked")
  private static Object applied(Function<?, ?> function, Bundle bundle) {
    return ((Function<Bundle, Optional<String>>) function).apply(bundle);
  }

  @SuppressWarnings("rawtypes") // the service's class is raw
  private Collection<ServiceReference<Function>> functions() {
    try {
      return context.getServiceReferences(Function.class, FILTER);
    } catch (InvalidSyntaxException e) {
      throw new AssertionError("the filter is a constant", e);
    }
  }
}
