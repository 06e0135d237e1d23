package io.ghostbridge.plugin.conformance;

/** The rules that plugins are held to. A test that fails names the rule that is broken. */
public enum Rule {
  // Every plugin.
  MANIFEST("The manifest names the plugin and its version, and what it asks for can be read"),
  API_ONLY(
      "Of GhostBridge it imports io.ghostbridge.api and messages alone, in ranges of versions"),
  OWN_PACKAGES("It carries and exports packages of its own alone, never those of the runtime"),
  CONFIGURATION("Its configuration is declared in Metatype and taken as declared"),
  STARTS("It starts within the limit and throws nothing"),
  REGISTERS("It registers a service of its kind when it has started"),
  STOPS("It stops within the limit, and its services are gone when it has stopped"),
  RESTARTS("It can be started and stopped again and again"),
  STOPS_DURING_CALLS("Calls that run while it stops end within the limit"),
  LEAVES_NOTHING(
      "After it was removed its class loader can be collected, and no thread, file, socket, MBean or"
          + " shutdown hook of it is left"),
  CALLS_END("Every call returns within the limit"),
  INTERRUPTION("A call whose thread is interrupted ends within the limit"),
  MANY_THREADS("Calls of many threads at once give what one thread gets"),
  BAD_INPUT("Malformed input gets what the interface says, never another exception"),
  BOUNDED_MEMORY("What is asked from outside cannot fill memory"),
  IMMUTABLE("What it returns cannot be changed by who got it"),

  // Sources of names.
  ZONES("Zones are canonical names, at least one, the same for the life of the service"),
  APEX("A zone's apex has valid names and numbers"),
  KNOWN_NAMES("The names that the source knows are found"),
  NAME_ASKED("An entry carries the name that was asked for"),
  OWN_ZONES("Only names in its zones are answered"),
  RECORDS("Records can be encoded for DNS, and agree with one another"),
  TIMES("Versions and timestamps are not negative, and timestamps are seconds"),
  NAMES_BELOW("hasNamesBelow is true exactly for ancestors of names"),
  CHANGES(
      "Who subscribed is told of a change when it can be read, and of none after unsubscribing"),
  RESOLVED("The node's resolver and DNS answer from it while it is there, and not after"),

  // Cryptographic algorithms.
  ALGORITHM("The algorithm's name is canonical, and the service property of the same value"),
  LENGTHS("Results have the lengths that are declared"),
  ROUND_TRIP("What was signed verifies, what was sealed opens, what was tagged verifies"),
  DETERMINISTIC("The same input gives the same result"),
  FORGERIES("Whatever was changed, cut, extended or made with another key is refused"),
  KEY_INPUT("Keys of wrong lengths are refused, and arrays that were handed in are copied"),
  SECRETS("Neither toString nor serialisation gives a secret away"),
  CLOSED("A closed key refuses to work; closing twice does nothing more");

  private final String sentence;

  Rule(String sentence) {
    this.sentence = sentence;
  }

  /** The rule in words. */
  public String sentence() {
    return sentence;
  }

  /**
   * What a test throws when this rule is broken.
   *
   * @param observed what the plugin did, with the values that show it
   */
  public RuleBrokenError broken(String observed) {
    return new RuleBrokenError(this, observed, null);
  }

  /** The same with the throwable that shows it. */
  public RuleBrokenError broken(String observed, Throwable cause) {
    return new RuleBrokenError(this, observed, cause);
  }

  /** Throws {@link #broken(String)} unless {@code kept}. */
  public void check(boolean kept, String observed) {
    if (!kept) {
      throw broken(observed);
    }
  }
}
