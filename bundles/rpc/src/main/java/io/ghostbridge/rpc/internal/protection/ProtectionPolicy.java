package io.ghostbridge.rpc.internal.protection;

import java.util.HashMap;
import java.util.Map;

/** The requirement of each method: its own, else its service's, else everybody's. Immutable. */
public final class ProtectionPolicy {
  private final Requirement general;
  private final Map<String, Requirement> special;

  private ProtectionPolicy(Requirement general, Map<String, Requirement> special) {
    this.general = general;
    this.special = Map.copyOf(special);
  }

  /**
   * Reads a policy.
   *
   * @param general the requirement of methods that {@code special} does not name
   * @param special {@code package.Service/Method=requirement} or {@code
   *     package.Service/*=requirement}, separated by commas
   * @throws IllegalArgumentException if something in it is malformed
   */
  public static ProtectionPolicy of(String general, String special) {
    Map<String, Requirement> rules = new HashMap<>();
    for (String rule : special.split(",", -1)) {
      if (rule.isBlank()) {
        continue;
      }
      int equals = rule.indexOf('=');
      String method = equals < 0 ? "" : rule.substring(0, equals).strip();
      int slash = method.indexOf('/');
      if (slash <= 0 || slash == method.length() - 1 || method.indexOf('/', slash + 1) >= 0) {
        throw new IllegalArgumentException(
            "'"
                + rule.strip()
                + "' is no rule, expected package.Service/Method=policy or"
                + " package.Service/*=policy");
      }
      rules.put(method, Requirement.named(rule.substring(equals + 1)));
    }
    return new ProtectionPolicy(Requirement.named(general), rules);
  }

  Requirement general() {
    return general;
  }

  /** The requirement of a method, by its full name. */
  Requirement of(String method) {
    Requirement own = special.get(method);
    if (own == null) {
      own = special.get(method.substring(0, method.lastIndexOf('/') + 1) + "*");
    }
    return own == null ? general : own;
  }
}
