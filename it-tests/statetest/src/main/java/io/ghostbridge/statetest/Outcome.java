package io.ghostbridge.statetest;

/**
 * How a case ended.
 *
 * @param kind which way
 * @param difference what was expected and what came out, or why it was skipped
 */
record Outcome(Kind kind, String difference) {
  enum Kind {
    PASSED,
    FAILED,
    SKIPPED
  }

  static final Outcome PASSED = new Outcome(Kind.PASSED, "");

  static Outcome failed(String difference) {
    return new Outcome(Kind.FAILED, difference);
  }

  static Outcome skipped(String why) {
    return new Outcome(Kind.SKIPPED, why);
  }
}
