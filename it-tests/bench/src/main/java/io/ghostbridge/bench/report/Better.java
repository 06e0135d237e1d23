package io.ghostbridge.bench.report;

/** Which way a figure improves. */
public enum Better {
  /** More is better, such as requests a second. */
  HIGHER,
  /** Less is better, such as CPU a query. */
  LOWER;

  /** Whether {@code value} reaches {@code goal}. */
  boolean met(double value, double goal) {
    return this == HIGHER ? value >= goal : value <= goal;
  }

  /** The name in JSON. */
  String wireName() {
    return this == HIGHER ? "higher" : "lower";
  }

  /** The sign that stands before a goal in the table. */
  String sign() {
    return this == HIGHER ? "≥" : "≤";
  }
}
