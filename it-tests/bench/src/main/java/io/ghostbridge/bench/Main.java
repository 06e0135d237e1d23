package io.ghostbridge.bench;

import com.google.common.base.Splitter;
import io.ghostbridge.bench.crypto.CryptoBenchmark;
import io.ghostbridge.bench.evm.EvmBenchmark;
import io.ghostbridge.bench.process.Tools;
import io.ghostbridge.bench.report.JsonReport;
import io.ghostbridge.bench.report.Machine;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.report.TableReport;
import io.ghostbridge.bench.subject.DnsServer;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.subject.GrpcJava;
import io.ghostbridge.bench.subject.Nghttpd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Runs benchmarks: prints the table of each and writes {@code target/bench/NAME.json}. */
public final class Main {
  private static final List<Benchmark> BENCHMARKS =
      List.of(
          new ResolveBenchmark(),
          new Http3Benchmark(),
          new DnsBenchmark(),
          new ConnectionsBenchmark(),
          new LedgerBenchmark(),
          new BlocksBenchmark(),
          new CryptoBenchmark(),
          new SecureBenchmark(),
          new SwapBenchmark(),
          new ClientBenchmark(),
          new MemoryBenchmark(),
          new EvmBenchmark(),
          new ContractsBenchmark());

  private static final Set<String> SUBJECTS =
      new TreeSet<>(
          Set.of(
              GhostBridge.NAME,
              GrpcJava.NAME,
              Nghttpd.NAME,
              DnsServer.KNOT,
              DnsServer.UNBOUND,
              "jdk",
              "bouncycastle",
              "openssl",
              EvmBenchmark.INTERPRETER,
              EvmBenchmark.REVM,
              EvmBenchmark.ETHEREUM_JS,
              "one by one"));

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  /**
   * @param args {@code [NAME] [--runs=N] [--seconds=N] [--subjects=A,B] [--cases=A,B] [--updates=N]
   *     [--reinstalls=N]}; the repository's root is the system property {@code bench.root}
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    List<Benchmark> benchmarks;
    Settings settings;
    try {
      boolean named = args.length > 0 && !args[0].startsWith("--");
      benchmarks = named ? List.of(benchmark(args[0])) : BENCHMARKS;
      settings = settings(Arrays.copyOfRange(args, named ? 1 : 0, args.length));
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      return USAGE;
    }
    int status = 0;
    for (Benchmark benchmark : benchmarks) {
      try {
        measure(benchmark, settings);
      } catch (BenchmarkException | IOException e) {
        System.err.println("bench: " + benchmark.name() + ": " + e.getMessage());
        status = FAILED;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        System.err.println("bench: interrupted");
        return FAILED;
      }
    }
    return status;
  }

  private static Benchmark benchmark(String name) {
    return BENCHMARKS.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no benchmark '"
                        + name
                        + "'; there are: "
                        + String.join(", ", BENCHMARKS.stream().map(Benchmark::name).toList())));
  }

  private static Settings settings(String[] options) {
    int runs = 5;
    int seconds = 5;
    int updates = 200;
    int reinstalls = 100;
    Set<String> subjects = Set.of();
    Set<String> cases = Set.of();
    for (String option : options) {
      String value = option.substring(option.indexOf('=') + 1);
      if (option.startsWith("--runs=")) {
        runs = positive(option, value);
      } else if (option.startsWith("--seconds=")) {
        seconds = positive(option, value);
      } else if (option.startsWith("--updates=")) {
        updates = positive(option, value);
      } else if (option.startsWith("--reinstalls=")) {
        reinstalls = positive(option, value);
      } else if (option.startsWith("--subjects=")) {
        subjects = new HashSet<>(Splitter.on(',').splitToList(value));
      } else if (option.startsWith("--cases=")) {
        cases = new HashSet<>(Splitter.on(',').splitToList(value));
      } else {
        throw new IllegalArgumentException(
            "unknown option '"
                + option
                + "'; there are --runs=N, --seconds=N, --subjects=A,B, for crypto --cases=A,B, and"
                + " for swap --updates=N and --reinstalls=N");
      }
    }
    if (!SUBJECTS.containsAll(subjects)) {
      throw new IllegalArgumentException(
          "unknown subject among " + subjects + "; there are " + SUBJECTS);
    }
    Path root = Path.of(System.getProperty("bench.root", "")).toAbsolutePath();
    return new Settings(root, runs, seconds, updates, reinstalls, subjects, cases);
  }

  private static int positive(String option, String value) {
    if (!value.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException("'" + option + "': expected a number from 1 to 99999");
    }
    return Integer.parseInt(value);
  }

  private static void measure(Benchmark benchmark, Settings settings)
      throws BenchmarkException, IOException, InterruptedException {
    Tools.require("taskset", "util-linux");
    if (Machine.cores() < 2) {
      throw new BenchmarkException(
          "this machine has one core; server and load generator need one each");
    }
    Map<String, Object> machine = Machine.describe();
    Path directory = Files.createTempDirectory("ghostbridge-bench");
    Report report;
    try {
      report = benchmark.run(settings, directory);
    } catch (BenchmarkException | IOException e) {
      Progress.say("what the subjects wrote is kept in %s", directory);
      throw e;
    }
    machine.put("others_percent_of_server_core", report.othersPercent());
    delete(directory);
    Path json = settings.root().resolve("target/bench").resolve(benchmark.name() + ".json");
    Files.createDirectories(json.getParent());
    Files.writeString(json, JsonReport.write(report, machine), StandardCharsets.UTF_8);
    System.out.print(TableReport.write(report));
    System.out.println(json);
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
