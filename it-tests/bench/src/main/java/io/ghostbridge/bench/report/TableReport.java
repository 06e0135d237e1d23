package io.ghostbridge.bench.report;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** A report as a table for people. */
public final class TableReport {
  private static final String ROW = "%-32s %-12s %-33s %12s %12s %12s%n";

  private TableReport() {}

  /** The table, then a line a goal that says whether it is met. */
  public static String write(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(row(ROW, "case", "subject", "metric", "median", "min", "max"));
    for (Measurement measurement : report.measurements()) {
      text.append(
          row(
              ROW,
              measurement.caseName(),
              measurement.subject(),
              measurement.metric().wireName(),
              figure(measurement.median()),
              figure(measurement.min()),
              figure(measurement.max())));
    }
    text.append(System.lineSeparator());
    for (Ratio ratio : report.ratios()) {
      text.append(
          row(
              "%-6s %s, %s: %.2f × %s (goal %s %.2f)%n",
              verdict(ratio.met()),
              ratio.caseName(),
              ratio.metric().wireName(),
              ratio.ratio(),
              ratio.against(),
              ratio.metric().better().sign(),
              ratio.goal()));
    }
    for (Goal goal : report.goals()) {
      text.append(
          row(
              "%-6s %s, %s: %s %s (goal %s %s)%n",
              verdict(goal.met()),
              goal.caseName(),
              goal.metric().wireName(),
              figure(goal.value()),
              goal.metric().unit(),
              goal.metric().better().sign(),
              figure(goal.goal())));
    }
    return text.toString();
  }

  private static String verdict(boolean met) {
    return met ? "met" : "MISSED";
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value >= 1000 ? "%,.0f" : "%.2f", value);
  }

  @FormatMethod
  private static String row(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells);
  }
}
