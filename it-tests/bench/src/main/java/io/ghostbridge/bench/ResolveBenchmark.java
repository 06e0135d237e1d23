package io.ghostbridge.bench;

import io.ghostbridge.bench.load.H2load;
import io.ghostbridge.bench.load.H2loadResult;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Machine;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.subject.GrpcJava;
import io.ghostbridge.bench.subject.Nghttpd;
import io.ghostbridge.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * ResolveDomain over h2c: ours, grpc-java's own server, and nghttpd with a file of the same size.
 */
final class ResolveBenchmark implements Benchmark {
  private static final List<H2load.Shape> SHAPES =
      List.of(new H2load.Shape(10, 100), new H2load.Shape(100, 1));
  private static final H2load.Shape FEW = SHAPES.getFirst();

  private static final int STEADY_RATE = 50_000;
  private static final String STEADY = "steady 50000";

  private static final int COLD_CALLS = 300_000;
  private static final String COLD = "cold start";

  private static final int FIRST_LOAD = 50_000;

  @Override
  public String name() {
    return "resolve";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    try (SubjectSet subjects = new SubjectSet()) {
      ResolveCall call = startAll(settings, directory, subjects);
      for (H2load.Shape shape : SHAPES) {
        measureMost(settings, report, subjects.all(), call, shape);
      }
      measureSteady(settings, report, subjects.all(), call);
    }
    measureCold(settings, report, directory);
    hold(report);
    return report;
  }

  private static ResolveCall startAll(Settings settings, Path directory, SubjectSet subjects)
      throws BenchmarkException, IOException, InterruptedException {
    ResolveCall call;
    if (settings.measures(GhostBridge.NAME)) {
      GhostBridge ours = subjects.add(GhostBridge.start(settings.root(), directory));
      ours.register(1);
      call = ResolveCall.answeredBy(ours.port(), directory);
    } else {
      call = ResolveCall.answeredLikeOurs(directory);
    }
    if (settings.measures(GrpcJava.NAME)) {
      subjects.add(GrpcJava.start(settings.root(), directory, call.response()));
    }
    if (settings.measures(Nghttpd.NAME)) {
      subjects.add(Nghttpd.start(directory, ResolveCall.PATH, call.responseFrame()));
    }
    for (Subject subject : subjects.all()) {
      if (!subject.name().equals(Nghttpd.NAME)) {
        call.check(subject.port());
      }
    }
    return call;
  }

  private static void measureMost(
      Settings settings,
      Report report,
      List<Subject> subjects,
      ResolveCall call,
      H2load.Shape shape)
      throws BenchmarkException, IOException, InterruptedException {
    Progress.say("%s: warming up", shape.caseName());
    List<Long> requests = new ArrayList<>();
    for (Subject subject : subjects) {
      requests.add(settings.seconds() * warm(subject, call, shape));
    }
    for (int run = 1; run <= settings.runs(); run++) {
      for (int i = 0; i < subjects.size(); i++) {
        Subject subject = subjects.get(i);
        long count = requests.get(i);
        Used<H2loadResult> used =
            subject.process().during(() -> call.load().run(subject.port(), shape, count));
        H2loadResult result = used.result();
        call.verify(subject, result);
        report.run(
            shape.caseName(),
            subject.name(),
            Metric.REQUESTS_PER_SECOND,
            result.requestsPerSecond());
        report.run(
            shape.caseName(),
            subject.name(),
            Metric.CPU_MICROSECONDS_PER_REQUEST,
            (double) used.usage().cpuMicros() / result.total());
        report.others(used.usage().othersPercent());
        Progress.say(
            "%s run %d: %s %,.0f/s%s",
            shape.caseName(),
            run,
            subject.name(),
            result.requestsPerSecond(),
            Progress.others(used.usage()));
      }
    }
  }

  /** Warms a subject up and tells how many calls it answers in a second. */
  private static long warm(Subject subject, ResolveCall call, H2load.Shape shape)
      throws BenchmarkException, IOException, InterruptedException {
    long[] calls = {FIRST_LOAD};
    return (long)
        WarmUp.untilStable(
            subject.name(),
            () -> {
              H2loadResult result = call.load().run(subject.port(), shape, calls[0]);
              call.verify(subject, result);
              calls[0] = Math.max(FIRST_LOAD, (long) (result.requestsPerSecond() * 2));
              return result.requestsPerSecond();
            });
  }

  private static void measureSteady(
      Settings settings, Report report, List<Subject> subjects, ResolveCall call)
      throws BenchmarkException, IOException, InterruptedException {
    long requests = (long) STEADY_RATE * settings.seconds();
    for (int run = 1; run <= settings.runs(); run++) {
      for (Subject subject : subjects) {
        Used<H2loadResult> used =
            subject
                .process()
                .during(() -> call.load().runAtRate(subject.port(), FEW, requests, STEADY_RATE));
        H2loadResult result = used.result();
        call.verify(subject, result);
        double wallMicros = requests / result.requestsPerSecond() * 1_000_000;
        double percent = 100 * used.usage().cpuMicros() / wallMicros / Machine.cores();
        report.run(STEADY, subject.name(), Metric.CPU_PERCENT_OF_MACHINE, percent);
        report.run(STEADY, subject.name(), Metric.REQUESTS_PER_SECOND, result.requestsPerSecond());
        report.others(used.usage().othersPercent());
        Progress.say(
            "%s run %d: %s %.1f %% at %,.0f/s%s",
            STEADY,
            run,
            subject.name(),
            percent,
            result.requestsPerSecond(),
            Progress.others(used.usage()));
      }
    }
  }

  private static void measureCold(Settings settings, Report report, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    ResolveCall call = ResolveCall.answeredLikeOurs(directory);
    for (int run = 1; run <= settings.runs(); run++) {
      if (settings.measures(GhostBridge.NAME)) {
        try (GhostBridge ours = GhostBridge.start(settings.root(), directory)) {
          ResolveCall oursCall = ResolveCall.answeredBy(ours.port(), directory);
          cold(report, run, ours, oursCall);
          call = oursCall;
        }
      }
      if (settings.measures(GrpcJava.NAME)) {
        try (GrpcJava peer = GrpcJava.start(settings.root(), directory, call.response())) {
          call.check(peer.port());
          cold(report, run, peer, call);
        }
      }
    }
  }

  private static void cold(Report report, int run, Subject subject, ResolveCall call)
      throws BenchmarkException, IOException, InterruptedException {
    Used<H2loadResult> used =
        subject.process().during(() -> call.load().run(subject.port(), FEW, COLD_CALLS));
    H2loadResult result = used.result();
    call.verify(subject, result);
    report.run(COLD, subject.name(), Metric.REQUESTS_PER_SECOND, result.requestsPerSecond());
    report.others(used.usage().othersPercent());
    Progress.say(
        "%s run %d: %s %,.0f/s%s",
        COLD, run, subject.name(), result.requestsPerSecond(), Progress.others(used.usage()));
  }

  private static void hold(Report report) {
    for (H2load.Shape shape : SHAPES) {
      String caseName = shape.caseName();
      report.ratioGoal(caseName, Metric.REQUESTS_PER_SECOND, GrpcJava.NAME, 2.0);
      report.ratioGoal(caseName, Metric.REQUESTS_PER_SECOND, Nghttpd.NAME, 1.0);
      report.goal(caseName, Metric.REQUESTS_PER_SECOND, STEADY_RATE);
    }
    report.ratioGoal(COLD, Metric.REQUESTS_PER_SECOND, GrpcJava.NAME, 2.0);
    report.goal(STEADY, Metric.CPU_PERCENT_OF_MACHINE, 30);
  }
}
