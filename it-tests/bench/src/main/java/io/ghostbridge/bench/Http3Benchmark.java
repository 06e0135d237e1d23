package io.ghostbridge.bench;

import io.ghostbridge.bench.http3.Http3Load;
import io.ghostbridge.bench.load.H2load;
import io.ghostbridge.bench.load.H2loadResult;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * ResolveDomain over HTTP/3 and over HTTP/2 with TLS, from one node. The load of HTTP/2 is h2load;
 * that of HTTP/3 is this project's own on Netty's QUIC, since Debian's h2load has no HTTP/3. It
 * needs more of its core than the node does of its own, so requests a second are the client's limit
 * and what counts is the node's processor time for a request.
 */
final class Http3Benchmark implements Benchmark {
  private static final String HTTP3 = "http3";
  private static final String HTTP2 = "http2+tls";
  private static final double GOAL = 0.6;
  private static final long FIRST_CALLS = 50_000;
  private static final int HANDSHAKES = 200;

  @Override
  public String name() {
    return "http3";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    Path encrypted = GhostBridge.copyConfiguration(settings.root(), directory);
    Path transport = encrypted.resolve("io.ghostbridge.transport.http2.cfg");
    ResolveCall call;
    try (GhostBridge clear = GhostBridge.start(settings.root(), directory)) {
      clear.register(1);
      call = ResolveCall.answeredBy(clear.port(), directory);
    }
    Files.writeString(transport, Files.readString(transport).replace("tls = off", "tls = on"));
    try (GhostBridge node =
        GhostBridge.startWith(encrypted, settings.root(), directory, _ -> true)) {
      node.awaitAccepts();
      for (H2load.Shape shape :
          new H2load.Shape[] {new H2load.Shape(10, 100), new H2load.Shape(100, 1)}) {
        measure(settings, report, node, call.overTls(), shape);
      }
      handshakes(settings, report, node, call);
    }
    return report;
  }

  private static void measure(
      Settings settings, Report report, GhostBridge node, ResolveCall call, H2load.Shape shape)
      throws BenchmarkException, IOException, InterruptedException {
    try (Http3Load http3 =
        new Http3Load(
            node.port(), ResolveCall.PATH, call.requestFrame(), call.responseFrame().length)) {
      double http3Rate =
          WarmUp.untilStable(
              HTTP3,
              () ->
                  http3.run(shape.connections(), shape.streams(), FIRST_CALLS).requestsPerSecond());
      double http2Rate =
          WarmUp.untilStable(
              HTTP2, () -> call.load().run(node.port(), shape, FIRST_CALLS).requestsPerSecond());
      for (int run = 1; run <= settings.runs(); run++) {
        long http3Calls = (long) (http3Rate * settings.seconds());
        Used<Http3Load.Result> three =
            node.process()
                .during(() -> http3.run(shape.connections(), shape.streams(), http3Calls));
        double threeMicros = (double) three.usage().cpuMicros() / three.result().calls();
        long http2Calls = (long) (http2Rate * settings.seconds());
        Used<H2loadResult> two =
            node.process().during(() -> call.load().run(node.port(), shape, http2Calls));
        call.verify(node, two.result());
        double twoMicros = (double) two.usage().cpuMicros() / two.result().total();
        String caseName = shape.caseName();
        report.run(
            HTTP3 + " " + caseName,
            Report.OURS,
            Metric.REQUESTS_PER_SECOND,
            three.result().requestsPerSecond());
        report.run(
            HTTP3 + " " + caseName, Report.OURS, Metric.CPU_MICROSECONDS_PER_REQUEST, threeMicros);
        report.run(
            HTTP2 + " " + caseName,
            Report.OURS,
            Metric.REQUESTS_PER_SECOND,
            two.result().requestsPerSecond());
        report.run(
            HTTP2 + " " + caseName, Report.OURS, Metric.CPU_MICROSECONDS_PER_REQUEST, twoMicros);
        report.run(
            HTTP3 + " " + caseName,
            Report.OURS,
            Metric.RATIO_TO_HTTP2_TLS,
            twoMicros / threeMicros);
        report.others(Math.max(three.usage().othersPercent(), two.usage().othersPercent()));
        Progress.say(
            "%s run %d: http3 %,.0f/s %.1f us, http2+tls %,.0f/s %.1f us, ratio %.2f%s",
            caseName,
            run,
            three.result().requestsPerSecond(),
            threeMicros,
            two.result().requestsPerSecond(),
            twoMicros,
            twoMicros / threeMicros,
            Progress.others(three.usage()));
      }
      report.goal(HTTP3 + " " + shape.caseName(), Metric.RATIO_TO_HTTP2_TLS, GOAL);
    }
  }

  /** One after the other, from one client: what a handshake costs the node. */
  private static void handshakes(
      Settings settings, Report report, GhostBridge node, ResolveCall call)
      throws BenchmarkException, IOException, InterruptedException {
    try (Http3Load load =
        new Http3Load(
            node.port(), ResolveCall.PATH, call.requestFrame(), call.responseFrame().length)) {
      load.handshakes(HANDSHAKES);
      for (int run = 1; run <= settings.runs(); run++) {
        Used<Double> used = node.process().during(() -> load.handshakes(HANDSHAKES));
        report.run(HTTP3 + " handshakes", Report.OURS, Metric.OPERATIONS_PER_SECOND, used.result());
        report.run(
            HTTP3 + " handshakes",
            Report.OURS,
            Metric.MICROSECONDS_PER_OPERATION,
            (double) used.usage().cpuMicros() / HANDSHAKES);
      }
    }
  }
}
