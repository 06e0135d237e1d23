package io.ghostbridge.launcher;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * What Declarative Services knows of components that do not run, of the distribution's bundles: how
 * plugins are is the plugin manager's to tell, and none of them keeps the node from starting.
 *
 * @param failed one line each: components that threw when they were activated
 * @param waiting one line each: components that wait for a service nobody registers
 */
record ComponentReport(List<String> failed, List<String> waiting) {
  private static final Pattern THROWABLE =
      Pattern.compile("(?:Caused by: )?[\\w.$]+(?:Exception|Error)(?:: (.*))?");

  static ComponentReport of(BundleContext context, Set<Long> bundles) {
    List<String> failed = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    ServiceReference<ServiceComponentRuntime> reference =
        context.getServiceReference(ServiceComponentRuntime.class);
    if (reference == null) {
      failed.add("Declarative Services did not start");
      return new ComponentReport(failed, waiting);
    }
    ServiceComponentRuntime runtime = context.getService(reference);
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
      if (!bundles.contains(component.bundle.id)) {
        continue;
      }
      for (var configuration : runtime.getComponentConfigurationDTOs(component)) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          failed.add(component.name + ": " + messages(configuration.failure));
        } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          for (var unsatisfied : configuration.unsatisfiedReferences) {
            waiting.add(
                component.name
                    + " waits for "
                    + unsatisfied.name
                    + (unsatisfied.target == null ? "" : " " + unsatisfied.target));
          }
        }
      }
    }
    context.ungetService(reference);
    return new ComponentReport(failed, waiting);
  }

  /** The messages of a stack trace from the outermost cause to the innermost, on one line. */
  static String messages(String stackTrace) {
    Set<String> messages = new LinkedHashSet<>();
    for (String line : stackTrace.lines().toList()) {
      Matcher matcher = THROWABLE.matcher(line);
      // Reflection's own wrapper says nothing to an operator.
      if (matcher.matches() && !line.endsWith("InvocationTargetException")) {
        String message = matcher.group(1);
        String told = message == null ? line.replace("Caused by: ", "") : message;
        // A cause's text is often the wrapper's too.
        if (messages.stream().noneMatch(earlier -> earlier.contains(told))) {
          messages.add(told);
        }
      }
    }
    return messages.isEmpty()
        ? stackTrace.lines().findFirst().orElse("")
        : String.join(": ", messages);
  }
}
