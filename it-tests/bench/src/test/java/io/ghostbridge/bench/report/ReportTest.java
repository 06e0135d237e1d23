package io.ghostbridge.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Map<String, Object> MACHINE = Map.of("cpu", "a \"fast\" one");

  @Test
  void jsonHasCasesRatiosAndGoalsAsTheFormatSays() {
    Report report = new Report("resolve");
    for (double rate : new double[] {300, 100, 200.5}) {
      report.run("10x100", "ghostbridge", Metric.REQUESTS_PER_SECOND, rate);
      report.run("10x100", "grpc-java", Metric.REQUESTS_PER_SECOND, rate / 2);
    }
    report.ratioGoal("10x100", Metric.REQUESTS_PER_SECOND, "grpc-java", 2.0);
    report.goal("10x100", Metric.REQUESTS_PER_SECOND, 50_000);

    assertThat(JsonReport.write(report, MACHINE))
        .isEqualTo(
            """
            {"name": "resolve", "machine": {"cpu": "a \\"fast\\" one"}, "cases": [\
            {"case": "10x100", "subject": "ghostbridge", "metric": "requests_per_second", \
            "unit": "1/s", "median": 200.5, "min": 100.0, "max": 300.0, \
            "runs": [300.0, 100.0, 200.5]}, \
            {"case": "10x100", "subject": "grpc-java", "metric": "requests_per_second", \
            "unit": "1/s", "median": 100.25, "min": 50.0, "max": 150.0, \
            "runs": [150.0, 50.0, 100.25]}], \
            "ratios": [{"case": "10x100", "metric": "requests_per_second", "against": "grpc-java", \
            "ratio": 2.0, "goal": 2.0, "better": "higher", "met": true}], \
            "goals": [{"case": "10x100", "metric": "requests_per_second", "value": 200.5, \
            "goal": 50000.0, "better": "higher", "met": false}]}
            """);
  }

  @Test
  void lowerIsBetterWhereItIsACost() {
    Report report = new Report("dns");
    report.run("1000 names", "ghostbridge", Metric.CPU_MICROSECONDS_PER_QUERY, 10);
    report.run("1000 names", "knot", Metric.CPU_MICROSECONDS_PER_QUERY, 9);
    report.ratioGoal("1000 names", Metric.CPU_MICROSECONDS_PER_QUERY, "knot", 1.2);
    report.goal("1000 names", Metric.CPU_MICROSECONDS_PER_QUERY, 9.5);

    assertThat(report.ratios().getFirst().met()).isTrue();
    assertThat(report.goals().getFirst().met()).isFalse();
  }

  @Test
  void aGoalOfSomethingThatWasNotMeasuredIsNotHeld() {
    Report report = new Report("dns");
    report.run("1000 names", "knot", Metric.QUERIES_PER_SECOND, 9);
    report.ratioGoal("1000 names", Metric.QUERIES_PER_SECOND, "knot", 0.95);
    report.goal("1000 names", Metric.QUERIES_PER_SECOND, 1);

    assertThat(report.ratios()).isEmpty();
    assertThat(report.goals()).isEmpty();
  }

  @Test
  void theMedianOfAnEvenNumberOfRunsIsTheMeanOfTheMiddleTwo() {
    Report report = new Report("dns");
    for (double rate : new double[] {4, 1, 2, 100}) {
      report.run("1000 names", "knot", Metric.QUERIES_PER_SECOND, rate);
    }

    assertThat(report.measurements().getFirst().median()).isEqualTo(3);
  }

  @Test
  void theTableSaysWhichGoalWasMissed() {
    Report report = new Report("resolve");
    report.run("cold start", "ghostbridge", Metric.REQUESTS_PER_SECOND, 30_000);
    report.run("cold start", "grpc-java", Metric.REQUESTS_PER_SECOND, 20_000);
    report.ratioGoal("cold start", Metric.REQUESTS_PER_SECOND, "grpc-java", 2.0);

    assertThat(TableReport.write(report))
        .contains("MISSED cold start, requests_per_second: 1.50 × grpc-java (goal ≥ 2.00)");
  }

  @Test
  void aNumberThatJsonCannotSayIsRefused() {
    assertThatThrownBy(() -> Json.write(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
