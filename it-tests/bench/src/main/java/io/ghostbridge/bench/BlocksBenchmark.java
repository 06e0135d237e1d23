package io.ghostbridge.bench;

import io.ghostbridge.bench.blocks.BlockSubscribers;
import io.ghostbridge.bench.chain.ChainClient;
import io.ghostbridge.bench.chain.Genesis;
import io.ghostbridge.bench.chain.Submitter;
import io.ghostbridge.bench.chain.Transfers;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long a block takes to reach a thousand subscribers of SubscribeBlocks. The clock starts when
 * a transfer is sent, so what is measured includes its way into the block and the commit: no
 * subscriber can have waited longer since the commit.
 */
final class BlocksBenchmark implements Benchmark {
  private static final int SUBSCRIBERS = 1_000;
  private static final String CASE = SUBSCRIBERS + " subscribers";
  private static final int BLOCKS_PER_SECOND = 20;
  private static final int WARM_UP_BLOCKS = 200;
  private static final double LIMIT_MICROSECONDS = 50_000;

  @Override
  public String name() {
    return "blocks";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    Path configuration = GhostBridge.copyConfiguration(settings.root(), directory);
    Genesis.write(configuration.resolve(Genesis.FILE), Transfers.SENDERS);
    try (GhostBridge ours = GhostBridge.startWith(configuration, settings.root(), directory);
        ChainClient client = new ChainClient(ours.port());
        BlockSubscribers subscribers = new BlockSubscribers(ours.port(), SUBSCRIBERS);
        ExecutorService sender = Executors.newSingleThreadExecutor()) {
      Run run = new Run(client, subscribers, sender, new Transfers(Transfers.SENDERS));
      Progress.say("%s: warming up", CASE);
      run.blocks(WARM_UP_BLOCKS);
      for (int i = 1; i <= settings.runs(); i++) {
        measure(report, i, run, ours, settings.seconds() * BLOCKS_PER_SECOND);
      }
      run.transfers.check(client);
    }
    report.goal(CASE, Metric.LATENCY_P99_MICROSECONDS, LIMIT_MICROSECONDS);
    report.goal(CASE, Metric.LATENCY_MAX_MICROSECONDS, LIMIT_MICROSECONDS);
    return report;
  }

  private static void measure(Report report, int number, Run run, GhostBridge ours, int blocks)
      throws BenchmarkException, IOException, InterruptedException {
    Used<long[]> used = ours.process().during(() -> run.blocks(blocks));
    long[] nanos = used.result();
    Arrays.sort(nanos);
    double median = nanos[nanos.length / 2] / 1e3;
    double p99 = nanos[(int) (nanos.length * 0.99)] / 1e3;
    double most = nanos[nanos.length - 1] / 1e3;
    report.run(CASE, GhostBridge.NAME, Metric.LATENCY_P50_MICROSECONDS, median);
    report.run(CASE, GhostBridge.NAME, Metric.LATENCY_P99_MICROSECONDS, p99);
    report.run(CASE, GhostBridge.NAME, Metric.LATENCY_MAX_MICROSECONDS, most);
    report.run(
        CASE,
        GhostBridge.NAME,
        Metric.CPU_MICROSECONDS_PER_BLOCK,
        (double) used.usage().cpuMicros() / blocks);
    report.others(used.usage().othersPercent());
    Progress.say(
        "%s run %d: median %,.0f us, p99 %,.0f us, most %,.0f us%s",
        CASE, number, median, p99, most, Progress.others(used.usage()));
  }

  private record Run(
      ChainClient client,
      BlockSubscribers subscribers,
      ExecutorService sender,
      Transfers transfers) {
    /**
     * Makes {@code count} blocks of one transfer, one after another.
     *
     * @return the time of each block to each subscriber
     */
    long[] blocks(int count) throws BenchmarkException, IOException, InterruptedException {
      List<SignedTransaction> signed = transfers.sign(client.info(), count);
      Submitter submitter = new Submitter(client.stub(), 1);
      long[] nanos = new long[count * SUBSCRIBERS];
      int next = 0;
      for (SignedTransaction transfer : signed) {
        Callable<Integer> submission =
            () -> submitter.submit(List.of(transfer).iterator(), _ -> {});
        long sent = System.nanoTime();
        Future<Integer> submitted = sender.submit(submission);
        for (long receipt : subscribers.awaitBlock()) {
          nanos[next++] = receipt - sent;
        }
        finish(submitted);
      }
      return nanos;
    }

    private static void finish(Future<Integer> submitted)
        throws BenchmarkException, InterruptedException {
      try {
        submitted.get();
      } catch (ExecutionException e) {
        throw new BenchmarkException("a transfer was not carried out: " + e.getCause(), e);
      }
    }
  }
}
