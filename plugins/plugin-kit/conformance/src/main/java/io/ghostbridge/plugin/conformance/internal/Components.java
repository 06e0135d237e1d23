package io.ghostbridge.plugin.conformance.internal;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** What Declarative Services knows of components that do not run. */
final class Components {
  private Components() {}

  /** Which components of {@code bundles} failed or wait, and why; empty if all is well. */
  static String problems(BundleContext context, Bundle... bundles) {
    ServiceReference<ServiceComponentRuntime> reference =
        context.getServiceReference(ServiceComponentRuntime.class);
    if (reference == null) {
      return "Declarative Services do not run";
    }
    List<String> problems = new ArrayList<>();
    ServiceComponentRuntime runtime = context.getService(reference);
    for (var component : runtime.getComponentDescriptionDTOs(bundles)) {
      for (var configuration : runtime.getComponentConfigurationDTOs(component)) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          problems.add("the component " + component.name + " failed: " + configuration.failure);
        } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          for (var unsatisfied : configuration.unsatisfiedReferences) {
            problems.add(
                "the component "
                    + component.name
                    + " waits for a service that the container has not: "
                    + unsatisfied.name
                    + (unsatisfied.target == null ? "" : " " + unsatisfied.target));
          }
        }
      }
    }
    context.ungetService(reference);
    return String.join("; ", problems);
  }
}
