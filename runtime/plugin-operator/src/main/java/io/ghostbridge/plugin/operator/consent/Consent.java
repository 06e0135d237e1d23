package io.ghostbridge.plugin.operator.consent;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a plan's new capabilities an operator approves.
 *
 * @param approved those that are approved, in canonical form
 * @param open those that are not
 */
public record Consent(List<String> approved, List<String> open) {
  /**
   * What approves everything that the plugin asks for; not that another publisher takes it over.
   */
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
    boolean all = given.contains(ALL);
    Set<String> agreed = new LinkedHashSet<>();
    for (String text : given) {
      if (text.equals(ALL)) {
        continue;
      }
      try {
        PluginCapability.parse(text).forEach(each -> agreed.add(each.toString()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("'" + text + "': " + e.getMessage(), e);
      }
    }
    List<String> approved = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String each : asked) {
      boolean agrees = agreed.contains(each) || (all && !isPublisher(each));
      (agrees ? approved : open).add(each);
    }
    return new Consent(approved, open);
  }

  /** This, with {@code text} approved as well. */
  public Consent with(String text) {
    List<String> more = new ArrayList<>(approved);
    more.add(text);
    return new Consent(more, open.stream().filter(each -> !each.equals(text)).toList());
  }

  /** What approves that another publisher takes the plugin over, if that is open. */
  public Optional<String> openPublisher() {
    return open.stream().filter(Consent::isPublisher).findFirst();
  }

  private static boolean isPublisher(String capability) {
    return capability.startsWith(PluginPlan.PUBLISHER + ";");
  }
}
