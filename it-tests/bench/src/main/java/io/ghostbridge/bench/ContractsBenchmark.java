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
import java.nio.file.Path;
import java.util.List;

/** Transfers of an ERC-20 token, signed as Ethereum's wallets do, from gRPC to their commit. */
final class ContractsBenchmark implements Benchmark {
  private static final String CASE = "erc-20 transfers";
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
    Path configuration = GhostBridge.copyConfiguration(settings.root(), directory);
    TokenRun token = TokenRun.create();
    Genesis.write(configuration.resolve(Genesis.FILE), token.holders());
    int count = settings.seconds() * TRANSFERS_PER_SECOND;
    try (GhostBridge ours = GhostBridge.startWith(configuration, settings.root(), directory);
        ChainClient client = new ChainClient(ours.port())) {
      token.deploy(client);
      submit(client, token.mint());
      Progress.say("warming up");
      WarmUp.untilStable(GhostBridge.NAME, () -> submit(client, token.transfers(count)));
      for (int run = 1; run <= settings.runs(); run++) {
        measure(report, run, ours, client, token.transfers(count));
      }
      token.check(client);
    }
    report.goal(CASE, Metric.TRANSACTIONS_PER_SECOND, GOAL);
    return report;
  }

  private static void measure(
      Report report, int run, GhostBridge ours, ChainClient client, List<SignedTransaction> signed)
      throws BenchmarkException, IOException, InterruptedException {
    long height = client.info().getHeight();
    Used<Double> used = ours.process().during(() -> submit(client, signed));
    double rate = used.result();
    long cpu = used.usage().cpuMicros();
    long blocks = client.info().getHeight() - height;
    report.run(CASE, GhostBridge.NAME, Metric.TRANSACTIONS_PER_SECOND, rate);
    report.run(
        CASE,
        GhostBridge.NAME,
        Metric.CPU_MICROSECONDS_PER_TRANSACTION,
        (double) cpu / signed.size());
    report.others(used.usage().othersPercent());
    Progress.say(
        "run %d: %,.0f/s in blocks of %d, %d us of CPU each%s",
        run, rate, signed.size() / blocks, cpu / signed.size(), Progress.others(used.usage()));
  }

  private static double submit(ChainClient client, List<SignedTransaction> signed)
      throws BenchmarkException, InterruptedException {
    long start = System.nanoTime();
    int count = new Submitter(client.stub(), CALLS_IN_FLIGHT).submit(signed.iterator(), _ -> {});
    return count * 1e9 / (System.nanoTime() - start);
  }
}
