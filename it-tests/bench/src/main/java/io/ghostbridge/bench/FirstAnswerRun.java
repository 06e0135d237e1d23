package io.ghostbridge.bench;

import io.ghostbridge.bench.client.FirstAnswer;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.subject.NodeMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long the first answer over HTTP/3 takes on a path of 10 ms each way: on a new channel, on one
 * whose connection has idled and that resumes its session, and on one that sends the call with its
 * first packets (0-RTT). At a node of its own, which keeps idle connections for a second.
 */
record FirstAnswerRun(Settings settings, Report report) {
  /** How the cases' names begin. */
  static final String NAME = "first answer http3 10 ms away";

  private static final Duration DELAY = Duration.ofMillis(10);

  /** One is measured after the other, so that they share nothing but the node. */
  private static final int CHANNELS = 16;

  private static final String EARLY_CALLS = "ghost_http3_early_calls_total{outcome=\"run\"}";

  private enum Session {
    NEW("new"),
    RESUMED("resumed"),
    EARLY_DATA("early data");

    private final String caseName;

    Session(String name) {
      caseName = NAME + ", " + name;
    }
  }

  /**
   * Measures.
   *
   * @param configuration with HTTP/3, which is changed
   * @param directory where a node has registered names
   */
  void all(Path configuration, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Path transport = configuration.resolve("io.ghostbridge.transport.http3.cfg");
    Files.writeString(
        transport,
        Files.readString(transport)
            .replaceFirst("idleTimeoutMillis = [0-9]+", "idleTimeoutMillis = 1000"));
    NodeMetrics metrics = NodeMetrics.exportedBy(configuration);
    try (GhostBridge node =
        GhostBridge.startWith(configuration, settings.root(), directory, _ -> true)) {
      node.awaitAccepts();
      for (Session session : Session.values()) {
        WarmUp.untilStable(
            session.caseName,
            () -> 1e6 / Arrays.stream(micros(node, session)).average().orElseThrow());
      }
      for (int run = 1; run <= settings.runs(); run++) {
        for (Session session : Session.values()) {
          measure(run, node, metrics, session);
        }
      }
    }
  }

  private void measure(int run, GhostBridge node, NodeMetrics metrics, Session session)
      throws BenchmarkException, IOException, InterruptedException {
    double before = metrics.value(EARLY_CALLS);
    double[] micros = micros(node, session);
    double early = 100 * (metrics.value(EARLY_CALLS) - before) / CHANNELS;
    Arrays.sort(micros);
    double median = micros[micros.length / 2];
    double longest = micros[micros.length - 1];
    report.run(session.caseName, Report.OURS, Metric.LATENCY_P50_MICROSECONDS, median);
    report.run(session.caseName, Report.OURS, Metric.LATENCY_MAX_MICROSECONDS, longest);
    report.run(session.caseName, Report.OURS, Metric.EARLY_CALLS_PERCENT, early);
    Progress.say(
        "%s run %d: %.1f ms, %.1f to %.1f; %.0f %% ran early",
        session.caseName, run, median / 1e3, micros[0] / 1e3, longest / 1e3, early);
  }

  /** Of one call of each of so many channels. */
  private static double[] micros(GhostBridge node, Session session)
      throws BenchmarkException, IOException, InterruptedException {
    double[] micros = new double[CHANNELS];
    List<FirstAnswer> channels = new ArrayList<>();
    try {
      for (int i = 0; i < CHANNELS; i++) {
        FirstAnswer channel =
            new FirstAnswer(node.port(), node.certificate(), DELAY, session == Session.EARLY_DATA);
        channels.add(channel);
        micros[i] = channel.micros();
      }
      if (session != Session.NEW) {
        for (FirstAnswer channel : channels) {
          channel.awaitIdle();
        }
        for (int i = 0; i < CHANNELS; i++) {
          micros[i] = channels.get(i).micros();
        }
      }
    } finally {
      channels.forEach(FirstAnswer::close);
    }
    return micros;
  }
}
