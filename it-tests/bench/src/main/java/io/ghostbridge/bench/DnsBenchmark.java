package io.ghostbridge.bench;

import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.bench.chain.Genesis;
import io.ghostbridge.bench.chain.Transfers;
import io.ghostbridge.bench.dns.DnsClient;
import io.ghostbridge.bench.dns.ZoneFile;
import io.ghostbridge.bench.load.Dnsperf;
import io.ghostbridge.bench.load.DnsperfResult;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.DnsServer;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DNS over UDP: ours beside Knot and Unbound, each with one core. */
final class DnsBenchmark implements Benchmark {
  private static final int FEW = 1_000;
  private static final String MOST_CASE = "1000 names";

  private static final int STEADY_RATE = 20_000;
  private static final String WARM_CASE = "warm 20000";

  /** As {@link #MOST_CASE}, with the DO bit: every answer has a signature, made before. */
  private static final String SIGNED_CASE = "1000 names signed";

  /** Every answer has a signature that is made now. */
  private static final String SIGNING_CASE = "signing";

  private static final int MANY = 100_000;
  private static final String COLD_CASE = "cold 20000";

  /** dnsperf waits for answers that were lost; a few in a million are the kernel's. */
  private static final double LOST = 0.0001;

  @Override
  public String name() {
    return "dns";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    Dnsperf load = new Dnsperf();
    Path zone = directory.resolve("zone");
    ZoneFile.writeZone(zone, MANY);
    Path few = directory.resolve("questions-few");
    ZoneFile.writeQuestions(few, FEW);
    Path many = directory.resolve("questions-many");
    ZoneFile.writeQuestions(many, MANY);
    try (SubjectSet subjects = new SubjectSet()) {
      @Nullable GhostBridge ours = startAll(settings, directory, zone, subjects);
      for (Subject subject : subjects.all()) {
        check(subject);
      }
      measureMost(settings, report, subjects, load, few);
      if (ours != null) {
        measureSigned(settings, report, ours, load, few, many);
      }
      measureWarm(settings, report, subjects, load, few);
      measureCold(settings, report, subjects, load, many, ours);
    }
    hold(report);
    return report;
  }

  private static @Nullable GhostBridge startAll(
      Settings settings, Path directory, Path zone, SubjectSet subjects)
      throws BenchmarkException, IOException, InterruptedException {
    GhostBridge ours = null;
    if (settings.measures(GhostBridge.NAME)) {
      Path configuration = GhostBridge.copyConfiguration(settings.root(), directory);
      Genesis.write(configuration.resolve(Genesis.FILE), Transfers.SENDERS);
      ours = GhostBridge.startWith(configuration, settings.root(), directory);
      subjects.add(ours.dns());
      Progress.say("registering %,d names on the chain", MANY);
      ours.register(MANY, Transfers.senders());
    }
    if (settings.measures(DnsServer.KNOT)) {
      subjects.add(DnsServer.startKnot(directory, zone));
    }
    if (settings.measures(DnsServer.UNBOUND)) {
      subjects.add(DnsServer.startUnbound(directory, zone));
    }
    return ours;
  }

  /** Asks for each of the few names, and for the last of the many. */
  private static void check(Subject subject) throws BenchmarkException, IOException {
    try (DnsClient client = new DnsClient(subject.port())) {
      for (int i = 0; i < FEW; i++) {
        check(subject, client, i);
      }
      check(subject, client, MANY - 1);
    }
  }

  private static void check(Subject subject, DnsClient client, int number)
      throws BenchmarkException, IOException {
    String name = BenchNames.name(number);
    Optional<String> address = client.address(name);
    if (!address.equals(Optional.of(BenchNames.address(number)))) {
      throw new BenchmarkException(
          subject.name()
              + " answered "
              + address.orElse("without an address")
              + " for "
              + name
              + "; expected "
              + BenchNames.address(number));
    }
  }

  private static void measureMost(
      Settings settings, Report report, SubjectSet subjects, Dnsperf load, Path questions)
      throws BenchmarkException, IOException, InterruptedException {
    Progress.say("%s: warming up", MOST_CASE);
    for (Subject subject : subjects.all()) {
      WarmUp.untilStable(
          subject.name(), () -> load.run(subject.port(), questions, 2).queriesPerSecond());
    }
    for (int run = 1; run <= settings.runs(); run++) {
      for (Subject subject : subjects.all()) {
        Used<DnsperfResult> used =
            subject.process().during(() -> load.run(subject.port(), questions, settings.seconds()));
        DnsperfResult result = used.result();
        verify(subject, result);
        double cpuEach = (double) used.usage().cpuMicros() / result.completed();
        report.run(MOST_CASE, subject.name(), Metric.QUERIES_PER_SECOND, result.queriesPerSecond());
        report.run(MOST_CASE, subject.name(), Metric.CPU_MICROSECONDS_PER_QUERY, cpuEach);
        report.others(used.usage().othersPercent());
        Progress.say(
            "%s run %d: %s %,.0f/s, %.2f us of CPU each%s",
            MOST_CASE,
            run,
            subject.name(),
            result.queriesPerSecond(),
            cpuEach,
            Progress.others(used.usage()));
      }
    }
  }

  /** Each run beside one without signatures, so that both find the machine in the same state. */
  private static void measureSigned(
      Settings settings, Report report, GhostBridge ours, Dnsperf load, Path few, Path many)
      throws BenchmarkException, IOException, InterruptedException {
    Subject subject = ours.dns();
    Progress.say("%s: warming up", SIGNED_CASE);
    WarmUp.untilStable(
        subject.name(), () -> load.runSigned(subject.port(), few, 2).queriesPerSecond());
    for (int run = 1; run <= settings.runs(); run++) {
      DnsperfResult plain = load.run(subject.port(), few, settings.seconds());
      verify(subject, plain);
      Used<DnsperfResult> used =
          subject.process().during(() -> load.runSigned(subject.port(), few, settings.seconds()));
      DnsperfResult result = used.result();
      verify(subject, result);
      double ratio = result.queriesPerSecond() / plain.queriesPerSecond();
      double cpuEach = (double) used.usage().cpuMicros() / result.completed();
      report.run(SIGNED_CASE, subject.name(), Metric.QUERIES_PER_SECOND, result.queriesPerSecond());
      report.run(SIGNED_CASE, subject.name(), Metric.CPU_MICROSECONDS_PER_QUERY, cpuEach);
      report.run(SIGNED_CASE, subject.name(), Metric.RATIO_TO_PLAIN, ratio);
      report.others(used.usage().othersPercent());
      Progress.say(
          "%s run %d: %,.0f/s, %.2f of %,.0f/s without, %.2f us of CPU each%s",
          SIGNED_CASE,
          run,
          result.queriesPerSecond(),
          ratio,
          plain.queriesPerSecond(),
          cpuEach,
          Progress.others(used.usage()));
    }
    Used<DnsperfResult> used =
        subject.process().during(() -> load.runOnceSigned(subject.port(), many));
    verify(subject, used.result());
    double cpuEach = (double) used.usage().cpuMicros() / used.result().completed();
    report.run(
        SIGNING_CASE, subject.name(), Metric.QUERIES_PER_SECOND, used.result().queriesPerSecond());
    report.run(SIGNING_CASE, subject.name(), Metric.CPU_MICROSECONDS_PER_QUERY, cpuEach);
    Progress.say(
        "%s: %,.0f/s, %.2f us of CPU each",
        SIGNING_CASE, used.result().queriesPerSecond(), cpuEach);
  }

  private static void measureWarm(
      Settings settings, Report report, SubjectSet subjects, Dnsperf load, Path questions)
      throws BenchmarkException, IOException, InterruptedException {
    for (int run = 1; run <= settings.runs(); run++) {
      for (Subject subject : subjects.all()) {
        latency(
            report,
            WARM_CASE,
            run,
            subject,
            subject
                .process()
                .during(
                    () ->
                        load.runAtRate(
                            subject.port(), questions, settings.seconds(), STEADY_RATE)));
      }
    }
  }

  private static void measureCold(
      Settings settings,
      Report report,
      SubjectSet subjects,
      Dnsperf load,
      Path questions,
      @Nullable GhostBridge ours)
      throws BenchmarkException, IOException, InterruptedException {
    for (int run = 1; run <= settings.runs(); run++) {
      for (Subject subject : subjects.all()) {
        if (ours != null && subject.name().equals(GhostBridge.NAME)) {
          ours.flushCache();
        }
        latency(
            report,
            COLD_CASE,
            run,
            subject,
            subject
                .process()
                .during(() -> load.runOnceAtRate(subject.port(), questions, STEADY_RATE)));
      }
    }
  }

  private static void latency(
      Report report, String caseName, int run, Subject subject, Used<DnsperfResult> used)
      throws BenchmarkException {
    DnsperfResult result = used.result();
    verify(subject, result);
    report.run(
        caseName,
        subject.name(),
        Metric.LATENCY_AVERAGE_MICROSECONDS,
        result.averageLatencyMicros());
    report.run(caseName, subject.name(), Metric.QUERIES_PER_SECOND, result.queriesPerSecond());
    report.others(used.usage().othersPercent());
    Progress.say(
        "%s run %d: %s %.0f us on average at %,.0f/s%s",
        caseName,
        run,
        subject.name(),
        result.averageLatencyMicros(),
        result.queriesPerSecond(),
        Progress.others(used.usage()));
  }

  private static void verify(Subject subject, DnsperfResult result) throws BenchmarkException {
    if (result.noError() != result.completed() || result.completed() < result.sent() * (1 - LOST)) {
      throw new BenchmarkException(
          subject.name()
              + " answered "
              + result.completed()
              + " of "
              + result.sent()
              + " queries, "
              + result.noError()
              + " of them with NOERROR");
    }
  }

  private static void hold(Report report) {
    report.ratioGoal(MOST_CASE, Metric.QUERIES_PER_SECOND, DnsServer.KNOT, 0.95);
    report.ratioGoal(MOST_CASE, Metric.CPU_MICROSECONDS_PER_QUERY, DnsServer.KNOT, 1.2);
    report.goal(SIGNED_CASE, Metric.RATIO_TO_PLAIN, 0.7);
    report.goal(WARM_CASE, Metric.LATENCY_AVERAGE_MICROSECONDS, 1_000);
    report.goal(COLD_CASE, Metric.LATENCY_AVERAGE_MICROSECONDS, 1_000);
  }
}
