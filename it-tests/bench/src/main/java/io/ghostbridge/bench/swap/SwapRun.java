package io.ghostbridge.bench.swap;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.Progress;
import io.ghostbridge.bench.Settings;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.swap.PluginOperator.Change;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node with two plugins, of which one is swapped and both are called. */
public final class SwapRun implements AutoCloseable {
  /** Clients that see each status. */
  public static final String NO_RETRY = "without retries";

  /** Clients with gRPC's standard policy of retries. */
  public static final String RETRY = "with retries";

  /** The plugin that is not swapped. */
  public static final String OTHER = "other plugin";

  /** The plugin that is not swapped, while the other is updated once a second. */
  public static final String OTHER_PACED = "other plugin, an update a second";

  private static final String CALM = "other plugin, no swaps";

  /** Replacing the plugin by another version. */
  public static final String UPDATE = "update";

  /** Removing the plugin, and installing it. */
  public static final String REINSTALL = "remove, install";

  /** The node's process. */
  public static final String NODE = "node";

  private static final String SWAPPED = "bench.swapped";
  private static final String NEIGHBOUR = "bench.neighbour";
  private static final int CLIENTS = 8;
  private static final int OTHER_CLIENTS = 2;

  /** The first share of the changes is warm-up for memory: pools and caches fill, code is made. */
  private static final int WARM_SHARE = 4;

  private static final int PACED_UPDATES = 30;

  private final Settings settings;
  private final Report report;
  private final GhostBridge node;
  private final PluginOperator operator;
  private final List<Path> versions;
  private int version;
  private long late;

  private SwapRun(
      Settings settings,
      Report report,
      GhostBridge node,
      PluginOperator operator,
      List<Path> versions) {
    this.settings = settings;
    this.report = report;
    this.node = node;
    this.operator = operator;
    this.versions = versions;
  }

  /**
   * Starts the node and installs the plugins.
   *
   * @param configuration the node's, to which the publisher's certificate is added
   */
  public static SwapRun prepare(
      Settings settings, Path directory, Path configuration, Report report)
      throws BenchmarkException, IOException, InterruptedException {
    Path trust = Files.createDirectories(configuration.resolve("trust"));
    Publisher publisher = Publisher.create(directory, trust.resolve("bench.pem"));
    List<Path> versions =
        List.of(
            PluginJar.pack(directory, SWAPPED, "1.0.0", publisher),
            PluginJar.pack(directory, SWAPPED, "1.0.1", publisher));
    Path neighbour = PluginJar.pack(directory, NEIGHBOUR, "1.0.0", publisher);
    GhostBridge node =
        GhostBridge.startWith(configuration, settings.root(), directory, PluginOperator::answers);
    PluginOperator operator = new PluginOperator(node.data().resolve("admin.sock"));
    SwapRun run = new SwapRun(settings, report, node, operator, versions);
    try {
      operator.install(neighbour);
      operator.install(versions.getFirst());
    } catch (BenchmarkException | IOException | InterruptedException e) {
      run.close();
      throw e;
    }
    return run;
  }

  /** Calls, swaps, and reports. */
  public void measure() throws BenchmarkException, IOException, InterruptedException {
    SwapClients plain = new SwapClients(CLIENTS, node.port(), SWAPPED, false, true);
    SwapClients retrying = new SwapClients(CLIENTS, node.port(), SWAPPED, true, true);
    SwapClients other = new SwapClients(OTHER_CLIENTS, node.port(), NEIGHBOUR, false, false);
    Footprint unloaded;
    try (plain;
        retrying;
        other) {
      Progress.say("calling without swaps for %d s", 2 * settings.seconds());
      TimeUnit.SECONDS.sleep(2L * settings.seconds());
      other.next();
      plain.next();
      retrying.next();
      Footprint before = look("no swap yet", 0);
      int updates = settings.updates() / WARM_SHARE;
      int reinstalls = settings.reinstalls() / WARM_SHARE;
      Footprint warm = swap(updates, reinstalls, retrying);
      Footprint last =
          swap(settings.updates() - updates, settings.reinstalls() - reinstalls, retrying);
      Tally whileSwapped = other.next();
      for (int i = 0; i < PACED_UPDATES; i++) {
        operator.update(other());
        TimeUnit.SECONDS.sleep(1);
      }
      Tally whilePaced = other.next();
      // Last, when the JVM has compiled as much as ever: what came before is compared with the
      // best.
      Progress.say("calling without swaps for %d s", settings.seconds());
      TimeUnit.SECONDS.sleep(settings.seconds());
      double calm = other.next().p99Micros();
      figure(CALM, Metric.LATENCY_P99_MICROSECONDS, calm);
      reportOther(OTHER, whileSwapped, calm);
      reportOther(OTHER_PACED, whilePaced, calm);
      double growth = last.residentKilobytes() - (double) warm.residentKilobytes();
      figure(NODE, Metric.RESIDENT_GROWTH_PERCENT, 100 * growth / warm.residentKilobytes());
      unloaded = before;
    }
    // No call is in flight any more: compiled code on a stack keeps what it was compiled for.
    footprint(unloaded, look("no client any more", 0));
    report(NO_RETRY, plain.present(), true);
    report(RETRY, retrying.present(), false);
  }

  private void reportOther(String caseName, Tally tally, double calm) {
    report(caseName, tally, false);
    figure(caseName, Metric.LATENCY_P99_MICROSECONDS, tally.p99Micros());
    figure(caseName, Metric.LATENCY_P99_RATIO, tally.p99Micros() / calm);
  }

  private void footprint(Footprint before, Footprint after) {
    count(
        NODE,
        Metric.LEAKED_CLASS_LOADERS,
        Math.max(0, after.bundleClassLoaders() - before.bundleClassLoaders()));
    List<String> threads = after.threadsSince(before);
    count(NODE, Metric.LEAKED_THREADS, threads.size());
    if (!threads.isEmpty()) {
      Progress.say("threads that were not there before: %s", threads);
    }
    count(NODE, Metric.LATE_UNLOADS, late);
    count(NODE, Metric.LEAKED_FILES, Math.max(0, after.files() - before.files()));
  }

  /**
   * Makes the changes, and tells what the node holds afterwards. Each comes as soon as all clients
   * got answers from what the former one left: without that, a call that is tried five times meets
   * five changes.
   */
  private Footprint swap(int updates, int reinstalls, SwapClients clients)
      throws BenchmarkException, IOException, InterruptedException {
    Footprint footprint = Footprint.of(node.process().pid());
    int told = Math.max(1, updates / 3);
    for (int i = 0; i < updates; i++) {
      note(UPDATE, operator.update(other()));
      clients.awaitAnswers();
      if ((i + 1) % told == 0) {
        footprint = look("update", i + 1);
      }
    }
    for (int i = 0; i < reinstalls; i++) {
      Change removal = operator.remove(SWAPPED);
      Change installation = operator.install(other());
      note("remove", removal);
      note("install", installation);
      clients.awaitAnswers();
      figure(REINSTALL, Metric.SWAP_MILLISECONDS, removal.swapMillis() + installation.swapMillis());
      if ((i + 1) % told == 0 || i == reinstalls - 1) {
        footprint = look("reinstall", i + 1);
      }
    }
    return footprint;
  }

  /** The version that is not installed, or was not last. */
  private Path other() {
    version = 1 - version;
    return versions.get(version);
  }

  private Footprint look(String what, int number)
      throws BenchmarkException, IOException, InterruptedException {
    Footprint now = Footprint.of(node.process().pid());
    figure(NODE, Metric.RESIDENT_MEGABYTES, now.residentKilobytes() / 1024.0);
    Progress.say("%s %d: %s", what, number, now);
    return now;
  }

  private void note(String caseName, Change change) {
    figure(caseName, Metric.SWAP_MILLISECONDS, change.swapMillis());
    figure(caseName, Metric.DRAIN_MILLISECONDS, change.drainMillis());
    figure(caseName, Metric.UNLOAD_MILLISECONDS, change.unloadMillis());
    change
        .phases()
        .forEach(
            (phase, millis) -> figure(caseName + ": " + phase, Metric.PHASE_MILLISECONDS, millis));
    if (change.leavesResidue()) {
      late++;
      Progress.say("%s leaves: %s", caseName, change.report().getResidueList());
    }
  }

  private void report(String caseName, Tally tally, boolean mayBeUnavailable) {
    long expected =
        tally.count(Status.Code.OK) + (mayBeUnavailable ? tally.count(Status.Code.UNAVAILABLE) : 0);
    count(caseName, Metric.CALLS, tally.all());
    tally.statuses().forEach((code, count) -> count(caseName + ": " + code, Metric.CALLS, count));
    count(
        caseName,
        Metric.UNEXPECTED_ERRORS,
        Math.max(0, tally.all() - expected) + tally.wrongAnswers());
    count(caseName, Metric.TRUNCATED_STREAMS, tally.truncatedStreams());
    Progress.say("%s: %s", caseName, tally.statuses());
  }

  private void figure(String caseName, Metric metric, double value) {
    report.run(caseName, GhostBridge.NAME, metric, value);
  }

  private void count(String caseName, Metric metric, long value) {
    figure(caseName, metric, (double) value);
  }

  @Override
  public void close() {
    operator.close();
    node.close();
  }
}
