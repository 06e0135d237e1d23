package io.ghostbridge.plugin.conformance;

import org.jspecify.annotations.Nullable;

/** A plugin broke a rule. */
public final class RuleBrokenError extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  RuleBrokenError(Rule rule, String observed, @Nullable Throwable cause) {
    super("broken rule " + rule.name() + " (" + rule.sentence() + "): " + observed, cause);
    this.rule = rule;
  }

  /** Which rule. */
  public Rule rule() {
    return rule;
  }
}
