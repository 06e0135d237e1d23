package io.ghostbridge.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a benchmark found: figures by case, subject and metric, and the goals they are held to. */
public final class Report {
  /** The subject that is held to goals. */
  public static final String OURS = "ghostbridge";

  private final String name;
  private final Map<Key, List<Double>> runs = new LinkedHashMap<>();
  private final List<Ratio> ratios = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();

  private double othersPercent;

  private record Key(String caseName, String subject, Metric metric) {}

  /**
   * @param name the benchmark's name
   */
  public Report(String name) {
    this.name = name;
  }

  /** The benchmark's name. */
  public String name() {
    return name;
  }

  /** Adds the figure of one run. */
  public void run(String caseName, String subject, Metric metric, double value) {
    runs.computeIfAbsent(new Key(caseName, subject, metric), _ -> new ArrayList<>()).add(value);
  }

  /** Notes what others took of the server's core during a run. */
  public void others(double percent) {
    othersPercent = Math.max(othersPercent, percent);
  }

  /** The most that others took of the server's core in any run: how far to trust the figures. */
  public double othersPercent() {
    return othersPercent;
  }

  /**
   * Holds our median to {@code goal} times the median of {@code against}, if both were measured.
   */
  public void ratioGoal(String caseName, Metric metric, String against, double goal) {
    Optional<Measurement> ours = find(caseName, OURS, metric);
    Optional<Measurement> theirs = find(caseName, against, metric);
    if (ours.isPresent() && theirs.isPresent()) {
      double ratio = ours.get().median() / theirs.get().median();
      ratios.add(new Ratio(caseName, metric, against, ratio, goal));
    }
  }

  /** Holds our median to {@code goal}, if it was measured. */
  public void goal(String caseName, Metric metric, double goal) {
    find(caseName, OURS, metric)
        .ifPresent(ours -> goals.add(new Goal(caseName, metric, ours.median(), goal)));
  }

  /** Everything measured, in the order in which it first ran. */
  public List<Measurement> measurements() {
    return runs.entrySet().stream()
        .map(
            entry -> {
              Key key = entry.getKey();
              return new Measurement(key.caseName, key.subject, key.metric, entry.getValue());
            })
        .toList();
  }

  /** The comparisons with peers. */
  public List<Ratio> ratios() {
    return List.copyOf(ratios);
  }

  /** The goals that need no peer. */
  public List<Goal> goals() {
    return List.copyOf(goals);
  }

  private Optional<Measurement> find(String caseName, String subject, Metric metric) {
    List<Double> found = runs.get(new Key(caseName, subject, metric));
    return found == null
        ? Optional.empty()
        : Optional.of(new Measurement(caseName, subject, metric, found));
  }
}
