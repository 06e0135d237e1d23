package io.ghostbridge.ledger.internal.names;

/** Which names can be registered and which can have records. Safe for use by any thread. */
public final class NameRules {
  private static final int MAX_LENGTH = 253;
  private static final String WILDCARD = "*.";

  private final LabelRules labels = new LabelRules();
  private final String zone;

  /** The rules of the names under {@code zone}. */
  public NameRules(String zone) {
    this.zone = zone;
  }

  /** The zone. */
  public String zone() {
    return zone;
  }

  /** Checks that {@code name} can be registered: one label directly under the zone. */
  public void checkRegistrable(String name) throws InvalidNameException {
    checkLength(name);
    if (!name.equals(Names.registered(name, zone))) {
      throw new InvalidNameException(
          "only names directly under '" + zone + "' are registered, such as 'alice." + zone + "'");
    }
    labels.check(name.substring(0, name.length() - zone.length() - 1), false);
  }

  /**
   * Checks that {@code name} can have records: a registrable one, or below one with underscores and
   * a wildcard as its first label.
   *
   * @return the registered name that governs it
   */
  public String checkUpdatable(String name) throws InvalidNameException {
    checkLength(name);
    String registered = Names.registered(name, zone);
    if (registered == null) {
      throw new InvalidNameException("the name is not under '" + zone + "'");
    }
    checkRegistrable(registered);
    if (!name.equals(registered)) {
      String below = name.substring(0, name.length() - registered.length() - 1);
      checkBelow(below);
    }
    return registered;
  }

  private void checkBelow(String below) throws InvalidNameException {
    if (below.equals("*")) {
      return;
    }
    String rest = below.startsWith(WILDCARD) ? below.substring(WILDCARD.length()) : below;
    for (String label : rest.split("\\.", -1)) {
      labels.check(label, true);
    }
  }

  private static void checkLength(String name) throws InvalidNameException {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      throw new InvalidNameException(
          "a name has 1 to 253 characters (RFC 1035, section 2.3.4), not " + name.length());
    }
  }
}
