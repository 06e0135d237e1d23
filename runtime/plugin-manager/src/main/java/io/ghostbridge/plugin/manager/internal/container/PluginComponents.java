package io.ghostbridge.plugin.manager.internal.container;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What became of a bundle's Declarative Services components. */
public final class PluginComponents {
  private static final Pattern THROWABLE =
      Pattern.compile("(?:Caused by: )?[\\w.$]+(?:Exception|Error)(?:: (.*))?");

  private final ServiceComponentRuntime runtime;

  /** Takes what knows the components. */
  public PluginComponents(ServiceComponentRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * What is wrong with a bundle's components.
   *
   * @param failed one line each: components that threw when they were activated
   * @param waiting one line each: components that wait for a service
   */
  public record State(List<String> failed, List<String> waiting) {}

  /**
   * Activates components that wait for somebody to ask for their service; their failure would
   * otherwise show when it is too late. Runs code of the plugin.
   */
  static void activateAll(BundleContext asker, Bundle bundle) {
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    if (references != null) {
      for (ServiceReference<?> reference : references) {
        if (reference.getProperty(ComponentConstants.COMPONENT_NAME) != null) {
          Object service = asker.getService(reference);
          if (service != null) {
            asker.ungetService(reference);
          }
        }
      }
    }
  }

  /** Asks for each component of {@code bundle}. */
  public State state(Bundle bundle) {
    List<String> failed = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
      for (var configuration : runtime.getComponentConfigurationDTOs(component)) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          failed.add("component " + component.name + " failed: " + messages(configuration.failure));
        } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          waiting.add(
              "component "
                  + component.name
                  + " waits for "
                  + Stream.of(configuration.unsatisfiedReferences)
                      .map(reference -> serviceOf(component, reference.name))
                      .collect(Collectors.joining(", ")));
        }
      }
    }
    return new State(failed, waiting);
  }

  private static String serviceOf(ComponentDescriptionDTO component, String reference) {
    return Stream.of(component.references)
        .filter(each -> each.name.equals(reference))
        .map(
            each ->
                "service " + each.interfaceName + (each.target == null ? "" : " " + each.target))
        .findFirst()
        .orElse(reference);
  }

  /** The messages of a stack trace from the outermost cause to the innermost, on one line. */
  static String messages(String stackTrace) {
    Set<String> messages = new LinkedHashSet<>();
    for (String line : stackTrace.lines().toList()) {
      Matcher matcher = THROWABLE.matcher(line);
      // Reflection's own wrapper says nothing to an operator.
      if (matcher.matches() && !line.endsWith("InvocationTargetException")) {
        String message = matcher.group(1);
        messages.add(message == null ? line.replace("Caused by: ", "") : message);
      }
    }
    return messages.isEmpty()
        ? stackTrace.lines().findFirst().orElse("")
        : String.join(": ", messages);
  }
}
