package io.ghostbridge.plugin.operator.text;

import io.ghostbridge.proto.admin.v1.PluginIdentity;
import io.ghostbridge.proto.admin.v1.PluginProgress;
import io.ghostbridge.proto.admin.v1.PluginReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a change, as an operator reads it. */
public final class ReportText {
  private ReportText() {}

  /** A step that begins. */
  public static String progress(PluginProgress progress) {
    return Lines.clean(
        String.format(
            "%-8s  %s", Words.of(progress.getPhase(), "PLUGIN_PHASE_"), progress.getText()));
  }

  /** {@link #summary} and {@link #details}. */
  public static List<String> lines(PluginReport report) {
    List<String> lines = new ArrayList<>(List.of(summary(report)));
    lines.addAll(details(report));
    return lines;
  }

  /** How long each phase took, and what is left of the old version. */
  public static List<String> details(PluginReport report) {
    Lines lines = new Lines();
    lines.field(
        "took",
        report.getDurationsList().stream()
            .map(
                each ->
                    Words.of(each.getPhase(), "PLUGIN_PHASE_")
                        + " "
                        + Words.micros(each.getMicros()))
            .collect(Collectors.joining(", ")));
    report.getResidueList().forEach(each -> lines.each("left", each.lines().toList()));
    return lines.toList();
  }

  /** How it ended, in one line. */
  public static String summary(PluginReport report) {
    String what = what(report);
    return Lines.clean(
        switch (report.getOutcome()) {
          case PLUGIN_OUTCOME_DONE -> what + ": done";
          case PLUGIN_OUTCOME_LINGERING ->
              what + ": in effect, but the old version is still in the process: " + why(report);
          case PLUGIN_OUTCOME_ROLLED_BACK ->
              what + ": rolled back, what was before serves: " + why(report);
          case PLUGIN_OUTCOME_ROLLBACK_FAILED ->
              what + ": failed, and what was before did not start again: " + why(report);
          case PLUGIN_OUTCOME_UNSPECIFIED, UNRECOGNIZED -> what + ": " + why(report);
        });
  }

  private static String why(PluginReport report) {
    if (!report.getWhy().isEmpty()) {
      return report.getWhy();
    }
    return switch (report.getResidueCount()) {
      case 0 -> "no reason is given";
      case 1 -> "one thing is left of it";
      default -> report.getResidueCount() + " things are left of it";
    };
  }

  private static String what(PluginReport report) {
    String action = Words.of(report.getAction(), "PLUGIN_ACTION_");
    String before = report.hasBefore() ? report.getBefore().getVersion() : "";
    String after = report.hasAfter() ? report.getAfter().getVersion() : "";
    boolean both =
        !before.isEmpty() && !after.isEmpty() && !sameJar(report.getBefore(), report.getAfter());
    String version = both ? before + " -> " + after : before.isEmpty() ? after : before;
    return action + " " + report.getName() + " " + version;
  }

  private static boolean sameJar(PluginIdentity before, PluginIdentity after) {
    return before.getSha256().equals(after.getSha256());
  }

  /** The last changes, one a line. */
  public static List<String> history(List<PluginReport> reports) {
    if (reports.isEmpty()) {
      return List.of("no changes yet");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("WHEN (UTC)", "CHANGE", "OUTCOME", "TOOK", "WHY"));
    for (PluginReport report : reports) {
      long micros = report.getDurationsList().stream().mapToLong(each -> each.getMicros()).sum();
      rows.add(
          List.of(
              Instant.ofEpochMilli(report.getAtMillis()).truncatedTo(ChronoUnit.SECONDS).toString(),
              what(report),
              Words.of(report.getOutcome(), "PLUGIN_OUTCOME_"),
              Words.micros(micros),
              report.getWhy()));
    }
    return new Lines().table(rows).toList();
  }
}
