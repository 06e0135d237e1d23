package io.ghostbridge.bench;

import io.ghostbridge.bench.chain.ChainClient;
import io.ghostbridge.bench.chain.Genesis;
import io.ghostbridge.bench.chain.Submitter;
import io.ghostbridge.bench.contracts.TokenRun;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Transfers of an ERC-20 token, signed as Ethereum's wallets do, from gRPC to their commit: on the
 * server's core alone, and on all cores beside what makes the load.
 */
final class ContractsBenchmark implements Benchmark {
  private static final String ONE_CORE = "erc-20 transfers, one core";
  private static final String ALL_CORES = "erc-20 transfers, all cores";
  private static final double GOAL = 5_000;
  private static final int TRANSFERS_PER_SECOND = 5_000;
  private static final int CALLS_IN_FLIGHT = 1_000;

  @Override
  public String name() {
    return "contracts";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    for (String caseName : List.of(ONE_CORE, ALL_CORES)) {
      if (settings.takes(caseName)) {
        run(settings, report, caseName, Files.createDirectory(directory.resolve(file(caseName))));
      }
    }
    report.goal(ALL_CORES, Metric.TRANSACTIONS_PER_SECOND, GOAL);
    return report;
  }

  private static String file(String caseName) {
    return caseName.replaceAll("[^a-z0-9]+", "-");
  }

  private static void run(Settings settings, Report report, String caseName, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Path root = settings.root();
    Path configuration = GhostBridge.copyConfiguration(root, directory);
    TokenRun token = TokenRun.create();
    Genesis.write(configuration.resolve(Genesis.FILE), token.holders());
    int count = settings.seconds() * TRANSFERS_PER_SECOND;
    try (GhostBridge ours =
            caseName.equals(ALL_CORES)
                ? GhostBridge.startOnAllCores(configuration, root, directory)
                : GhostBridge.startWith(configuration, root, directory);
        ChainClient client = new ChainClient(ours.port())) {
      token.deploy(client);
      submit(client, token.mint());
      Progress.say("%s: warming up", caseName);
      WarmUp.untilStable(GhostBridge.NAME, () -> submit(client, token.transfers(count)));
      for (int run = 1; run <= settings.runs(); run++) {
        measure(report, caseName, run, ours, client, token.transfers(count));
      }
      token.check(client);
    }
  }

  private static void measure(
      Report report,
      String caseName,
      int run,
      GhostBridge ours,
      ChainClient client,
      List<SignedTransaction> signed)
      throws BenchmarkException, IOException, InterruptedException {
    long height = client.info().getHeight();
    Used<Double> used = ours.process().during(() -> submit(client, signed));
    double rate = used.result();
    long cpu = used.usage().cpuMicros();
    long blocks = client.info().getHeight() - height;
    report.run(caseName, GhostBridge.NAME, Metric.TRANSACTIONS_PER_SECOND, rate);
    report.run(
        caseName,
        GhostBridge.NAME,
        Metric.CPU_MICROSECONDS_PER_TRANSACTION,
        (double) cpu / signed.size());
    String others = "";
    if (caseName.equals(ONE_CORE)) {
      report.others(used.usage().othersPercent());
      others = Progress.others(used.usage());
    }
    Progress.say(
        "%s run %d: %,.0f/s in blocks of %d, %d us of CPU each%s",
        caseName, run, rate, signed.size() / blocks, cpu / signed.size(), others);
  }

  private static double submit(ChainClient client, List<SignedTransaction> signed)
      throws BenchmarkException, InterruptedException {
    long start = System.nanoTime();
    int count = new Submitter(client.stub(), CALLS_IN_FLIGHT).submit(signed.iterator(), _ -> {});
    return count * 1e9 / (System.nanoTime() - start);
  }
}
