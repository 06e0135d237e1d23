package io.ghostbridge.plugin.operator.consent;

import io.ghostbridge.api.plugin.PluginCapability;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a plan's new capabilities an operator approves.
 *
 * @param approved those that are approved, in canonical form
 * @param open those that are not
 */
public record Consent(List<String> approved, List<String> open) {
  /** What approves everything that the plan asks for. */
  public static final String ALL = "all";

  /** Copies the lists. */
  public Consent {
    approved = List.copyOf(approved);
    open = List.copyOf(open);
  }

  /**
   * @param asked a plan's capabilities that nobody approved yet, in canonical form
   * @param given what the operator wrote: {@link #ALL}, or lists of capabilities
   * @throws IllegalArgumentException saying which of {@code given} is no list of capabilities
   */
  public static Consent of(List<String> asked, List<String> given) {
    if (given.contains(ALL)) {
      return new Consent(asked, List.of());
    }
    Set<String> agreed = new LinkedHashSet<>();
    for (String text : given) {
      try {
        PluginCapability.parse(text).forEach(each -> agreed.add(each.toString()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("'" + text + "': " + e.getMessage(), e);
      }
    }
    List<String> approved = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String each : asked) {
      (agreed.contains(each) ? approved : open).add(each);
    }
    return new Consent(approved, open);
  }
}
