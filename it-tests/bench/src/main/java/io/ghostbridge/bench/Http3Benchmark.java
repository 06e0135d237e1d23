package io.ghostbridge.bench;

import io.ghostbridge.bench.http3.Http3Load;
import io.ghostbridge.bench.load.H2load;
import io.ghostbridge.bench.load.H2loadResult;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.process.Usage;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.subject.Gtlsserver;
import io.ghostbridge.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * ResolveDomain over HTTP/3, over HTTP/2 with TLS and over h2c, and handshakes. One node serves
 * HTTP/3 and HTTP/2 with TLS, another h2c. The load of HTTP/2 is h2load; that of HTTP/3 is this
 * project's own on Netty's QUIC, since Debian's h2load has no HTTP/3. Beside it ngtcp2's server
 * answers with a file of the answer's size. What counts is the processor time for a request.
 */
final class Http3Benchmark implements Benchmark {
  private static final String HTTP3 = "http3";
  private static final String HTTP2 = "http2+tls";
  private static final String H2C = "h2c";
  private static final String HANDSHAKES = "handshakes";
  private static final double HTTP3_GOAL = 0.6;
  private static final double TLS_GOAL = 0.85;
  private static final long FIRST_CALLS = 50_000;
  private static final int FIRST_HANDSHAKES = 500;

  @Override
  public String name() {
    return HTTP3;
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    Path encrypted = GhostBridge.copyConfiguration(settings.root(), directory);
    Path transport = encrypted.resolve("io.ghostbridge.transport.http2.cfg");
    // The names are registered in clear text.
    try (GhostBridge first = GhostBridge.start(settings.root(), directory)) {
      first.register(1);
    }
    Files.writeString(transport, Files.readString(transport).replace("tls = off", "tls = on"));
    try (GhostBridge node =
            GhostBridge.startWith(encrypted, settings.root(), directory, _ -> true);
        GhostBridge clear =
            GhostBridge.start(
                settings.root(), Files.createDirectory(directory.resolve("clear-text")))) {
      node.awaitAccepts();
      clear.register(1);
      ResolveCall call = ResolveCall.answeredBy(clear.port(), directory);
      try (Gtlsserver gtlsserver =
          Gtlsserver.start(directory, ResolveCall.PATH, call.responseFrame())) {
        new Run(settings, report, node, clear, gtlsserver, call).all();
      }
    }
    return report;
  }

  private record Run(
      Settings settings,
      Report report,
      GhostBridge node,
      GhostBridge clear,
      Gtlsserver gtlsserver,
      ResolveCall call) {

    void all() throws BenchmarkException, IOException, InterruptedException {
      try (Http3Load ours =
              Http3Load.ofCalls(
                  node.port(), ResolveCall.PATH, call.requestFrame(), call.responseFrame().length);
          Http3Load theirs =
              Http3Load.ofFile(gtlsserver.port(), ResolveCall.PATH, call.responseFrame())) {
        for (H2load.Shape shape :
            new H2load.Shape[] {new H2load.Shape(10, 100), new H2load.Shape(100, 1)}) {
          if (settings.takes(shape.caseName())) {
            calls(ours, theirs, shape);
          }
        }
        if (settings.takes(HANDSHAKES)) {
          handshakes(ours, theirs);
        }
      }
    }

    private void calls(Http3Load ours, Http3Load theirs, H2load.Shape shape)
        throws BenchmarkException, IOException, InterruptedException {
      String http3 = HTTP3 + " " + shape.caseName();
      String http2 = HTTP2 + " " + shape.caseName();
      String h2c = H2C + " " + shape.caseName();
      double ourRate = WarmUp.untilStable(HTTP3, () -> rate(ours, shape, FIRST_CALLS));
      double theirRate =
          WarmUp.untilStable(Gtlsserver.NAME, () -> rate(theirs, shape, FIRST_CALLS));
      double http2Rate =
          WarmUp.untilStable(HTTP2, () -> rate(call.overTls(), node, shape, FIRST_CALLS));
      double h2cRate = WarmUp.untilStable(H2C, () -> rate(call, clear, shape, FIRST_CALLS));
      for (int run = 1; run <= settings.runs(); run++) {
        double threeMicros = http3(http3, node, ours, shape, ourRate);
        http3(http3, gtlsserver, theirs, shape, theirRate);
        double twoMicros = http2(http2, node, call.overTls(), shape, http2Rate);
        double clearMicros = http2(h2c, clear, call, shape, h2cRate);
        report.run(http3, Report.OURS, Metric.RATIO_TO_HTTP2_TLS, twoMicros / threeMicros);
        report.run(http2, Report.OURS, Metric.RATIO_TO_H2C, clearMicros / twoMicros);
        Progress.say(
            "%s run %d: http3 %.2f us, http2+tls %.2f us, h2c %.2f us",
            shape.caseName(), run, threeMicros, twoMicros, clearMicros);
      }
      report.goal(http3, Metric.RATIO_TO_HTTP2_TLS, HTTP3_GOAL);
      report.goal(http2, Metric.RATIO_TO_H2C, TLS_GOAL);
    }

    private static double rate(Http3Load load, H2load.Shape shape, long calls)
        throws BenchmarkException, InterruptedException {
      return load.run(shape.connections(), shape.streams(), calls).requestsPerSecond();
    }

    private static double rate(ResolveCall call, Subject subject, H2load.Shape shape, long calls)
        throws BenchmarkException, IOException, InterruptedException {
      return call.load().run(subject.port(), shape, calls).requestsPerSecond();
    }

    /** One run over HTTP/3: the subject's processor time for a request, in microseconds. */
    private double http3(
        String caseName, Subject subject, Http3Load load, H2load.Shape shape, double rate)
        throws BenchmarkException, IOException, InterruptedException {
      long calls = (long) (rate * settings.seconds());
      Used<Http3Load.Result> used =
          subject.process().during(() -> load.run(shape.connections(), shape.streams(), calls));
      return reported(caseName, subject, used.result().requestsPerSecond(), used.usage(), calls);
    }

    private double http2(
        String caseName, Subject subject, ResolveCall asked, H2load.Shape shape, double rate)
        throws BenchmarkException, IOException, InterruptedException {
      long calls = (long) (rate * settings.seconds());
      Used<H2loadResult> used =
          subject.process().during(() -> asked.load().run(subject.port(), shape, calls));
      asked.verify(subject, used.result());
      return reported(
          caseName,
          subject,
          used.result().requestsPerSecond(),
          used.usage(),
          used.result().total());
    }

    private double reported(
        String caseName, Subject subject, double rate, Usage usage, long requests) {
      double micros = (double) usage.cpuMicros() / requests;
      report.run(caseName, subject.name(), Metric.REQUESTS_PER_SECOND, rate);
      report.run(caseName, subject.name(), Metric.CPU_MICROSECONDS_PER_REQUEST, micros);
      report.others(usage.othersPercent());
      return micros;
    }

    /** Without resumption, from one client; what they cost. */
    private void handshakes(Http3Load ours, Http3Load theirs)
        throws BenchmarkException, IOException, InterruptedException {
      double ourRate = ours.handshakes(FIRST_HANDSHAKES);
      double theirRate = theirs.handshakes(FIRST_HANDSHAKES);
      for (int run = 1; run <= settings.runs(); run++) {
        handshakes(node, ours, ourRate);
        handshakes(gtlsserver, theirs, theirRate);
      }
    }

    private void handshakes(Subject subject, Http3Load load, double rate)
        throws BenchmarkException, IOException, InterruptedException {
      int count = (int) (rate * settings.seconds());
      Used<Double> used = subject.process().during(() -> load.handshakes(count));
      String caseName = HTTP3 + " " + HANDSHAKES;
      report.run(caseName, subject.name(), Metric.OPERATIONS_PER_SECOND, used.result());
      report.run(
          caseName,
          subject.name(),
          Metric.MICROSECONDS_PER_OPERATION,
          (double) used.usage().cpuMicros() / count);
      report.others(used.usage().othersPercent());
    }
  }
}
