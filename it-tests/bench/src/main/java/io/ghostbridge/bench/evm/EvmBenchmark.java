package io.ghostbridge.bench.evm;

import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.bench.Benchmark;
import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.Progress;
import io.ghostbridge.bench.Settings;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.word.machine.WordMachine.Compilation;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Contracts' bytecode on our machine, by the interpreter alone and with the compiler, beside revm
 * and EthereumJS: the same code and call data, each call in a new state, on one core, warm; and
 * ours cold. The gas is what the code itself uses.
 */
public final class EvmBenchmark implements Benchmark {
  /** The name that our interpreter is measured by. */
  public static final String INTERPRETER = "ghostbridge-interpreter";

  /** The subjects other than ours. */
  public static final String REVM = "revm";

  /** The machine of EthereumJS. */
  public static final String ETHEREUM_JS = "ethereumjs";

  private static final long GAS = 2_000_000_000L;
  private static final double SECONDS_PART = 0.1;
  private static final double INTERPRETER_GOAL = 0.5;

  /** No slower, as far as two measurements of the same can tell. */
  private static final double FIRST_CALL_GOAL = 0.98;

  private static final long LEAST_WARM_UP_NANOS = 2_000_000_000L;
  private static final long MOST_WARM_UP_NANOS = 40_000_000_000L;
  private static final long MOST_COLD_WARM_UP_NANOS = 8_000_000_000L;
  private static final long WARM_UP_BATCH_NANOS = 400_000_000L;
  private static final int STEADY_BATCHES = 5;
  private static final double STEADY = 1.03;

  /** The time that the JVM compiles in a batch when it is done with what matters. */
  private static final long IDLE_COMPILER_MILLIS = 10;

  private static final int COLD_CALLS = 3;

  @Override
  public String name() {
    return "evm";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    Path root = settings.root();
    long nanos = (long) (settings.seconds() * SECONDS_PART * 1e9);
    try (Peer revm = settings.measures(REVM) ? Peer.revm(root) : null;
        Peer js = settings.measures(ETHEREUM_JS) ? Peer.ethereumJs(root) : null) {
      for (EvmCase contract : EvmCases.all()) {
        if (!settings.takes(contract.name())) {
          continue;
        }
        Progress.say("%s", contract.name());
        ExecutionResult expected = first(contract);
        ours(report, contract, expected, Compilation.NEVER, INTERPRETER, nanos, settings.runs());
        ours(report, contract, expected, Compilation.WHEN_HOT, Report.OURS, nanos, settings.runs());
        if (revm != null) {
          peer(report, contract, expected, REVM, revm, nanos, settings.runs());
        }
        if (js != null) {
          peer(report, contract, expected, ETHEREUM_JS, js, nanos, Math.min(2, settings.runs()));
        }
        cold(report, contract, settings.runs());
        report.ratioGoal(contract.name(), Metric.MEGAGAS_PER_SECOND, REVM, contract.goal());
        report.ratioGoal(
            contract.name() + ", interpreter", Metric.MEGAGAS_PER_SECOND, REVM, INTERPRETER_GOAL);
        report.ratioGoal(
            contract.name() + ", first call",
            Metric.MEGAGAS_PER_SECOND,
            INTERPRETER,
            FIRST_CALL_GOAL);
      }
    }
    return report;
  }

  private static ExecutionResult first(EvmCase contract) throws BenchmarkException {
    try (OurMachine machine = new OurMachine(contract, GAS, Compilation.NEVER)) {
      return succeeded(contract, machine.call());
    }
  }

  private static ExecutionResult succeeded(EvmCase contract, ExecutionResult result)
      throws BenchmarkException {
    if (!result.succeeded()) {
      throw new BenchmarkException(contract.name() + " fails: " + result.error());
    }
    return result;
  }

  private static double rate(long gas, double nanos) {
    return gas * 1e3 / nanos;
  }

  private static void ours(
      Report report,
      EvmCase contract,
      ExecutionResult expected,
      Compilation compilation,
      String subject,
      long nanos,
      int runs)
      throws BenchmarkException {
    try (OurMachine machine = new OurMachine(contract, GAS, compilation)) {
      warm(machine, contract, expected, subject);
      for (int run = 0; run < runs; run++) {
        double rate = rate(expected.gasUsed(), batch(machine, contract, expected, subject, nanos));
        report.run(contract.name(), subject, Metric.MEGAGAS_PER_SECOND, rate);
        if (subject.equals(INTERPRETER)) {
          // Our own name is what is held to goals.
          report.run(
              contract.name() + ", interpreter", Report.OURS, Metric.MEGAGAS_PER_SECOND, rate);
        }
      }
    }
  }

  /**
   * Until the rate changes no more and the JVM has nothing left to compile, which takes it longer
   * for large contracts, as it compiles what our compiler made on the core that runs it.
   */
  private static void warm(
      OurMachine machine, EvmCase contract, ExecutionResult expected, String subject)
      throws BenchmarkException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    double best = 0;
    int steady = 0;
    long elapsed = 0;
    while (elapsed < MOST_WARM_UP_NANOS
        && (steady < STEADY_BATCHES || elapsed < LEAST_WARM_UP_NANOS)) {
      long compiled = compiler.getTotalCompilationTime();
      double rate =
          rate(
              expected.gasUsed(), batch(machine, contract, expected, subject, WARM_UP_BATCH_NANOS));
      boolean compiles = compiler.getTotalCompilationTime() - compiled > IDLE_COMPILER_MILLIS;
      steady = rate > best * STEADY || compiles ? 0 : steady + 1;
      best = Math.max(best, rate);
      elapsed = System.nanoTime() - start;
    }
    Progress.say("  %s is warm after %.1f s: %,.0f Mgas/s", subject, elapsed / 1e9, best);
  }

  /** Nanoseconds a call. */
  private static double batch(
      OurMachine machine, EvmCase contract, ExecutionResult expected, String subject, long nanos)
      throws BenchmarkException {
    long start = System.nanoTime();
    long calls = 0;
    long spent;
    do {
      if (!machine.call().equals(expected)) {
        throw new BenchmarkException(contract.name() + ": " + subject + " answers otherwise");
      }
      calls++;
      spent = System.nanoTime() - start;
    } while (spent < nanos);
    return (double) spent / calls;
  }

  private static void peer(
      Report report,
      EvmCase contract,
      ExecutionResult expected,
      String subject,
      Peer peer,
      long nanos,
      int runs)
      throws BenchmarkException, IOException {
    Peer.Answer answer = peer.measure(contract, GAS, nanos, runs);
    String output = HexFormat.of().formatHex(expected.output().unsafeArray());
    if (!answer.output().equals(output)) {
      throw new BenchmarkException(
          contract.name() + ": " + subject + " answers " + answer.output() + ", ours " + output);
    }
    for (long one : answer.nanos()) {
      double rate = rate(expected.gasUsed(), (double) one);
      report.run(contract.name(), subject, Metric.MEGAGAS_PER_SECOND, rate);
      if (subject.equals(REVM)) {
        report.run(contract.name() + ", interpreter", REVM, Metric.MEGAGAS_PER_SECOND, rate);
      }
    }
  }

  /**
   * A contract that the machine has never seen, in turn without and with the compiler, by a JVM
   * that has compiled what first calls run.
   */
  private static void cold(Report report, EvmCase contract, int runs) throws BenchmarkException {
    warmForFirstCalls(contract);
    for (int run = 0; run < runs; run++) {
      long interpreted = Long.MAX_VALUE;
      long ours = Long.MAX_VALUE;
      for (int call = 0; call < COLD_CALLS; call++) {
        interpreted = Math.min(interpreted, firstCall(contract, Compilation.NEVER));
        ours = Math.min(ours, firstCall(contract, Compilation.WHEN_HOT));
        ours = Math.min(ours, firstCall(contract, Compilation.WHEN_HOT));
        interpreted = Math.min(interpreted, firstCall(contract, Compilation.NEVER));
      }
      long gas = first(contract).gasUsed();
      String name = contract.name() + ", first call";
      report.run(name, INTERPRETER, Metric.MEGAGAS_PER_SECOND, rate(gas, (double) interpreted));
      report.run(name, Report.OURS, Metric.MEGAGAS_PER_SECOND, rate(gas, (double) ours));
    }
  }

  private static void warmForFirstCalls(EvmCase contract) throws BenchmarkException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    int steady = 0;
    while (steady < STEADY_BATCHES && System.nanoTime() - start < MOST_COLD_WARM_UP_NANOS) {
      long compiled = compiler.getTotalCompilationTime();
      long batch = System.nanoTime();
      while (System.nanoTime() - batch < WARM_UP_BATCH_NANOS) {
        firstCall(contract, Compilation.NEVER);
        firstCall(contract, Compilation.WHEN_HOT);
      }
      boolean compiles = compiler.getTotalCompilationTime() - compiled > IDLE_COMPILER_MILLIS;
      steady = compiles ? 0 : steady + 1;
    }
  }

  /** Nanoseconds. */
  private static long firstCall(EvmCase contract, Compilation compilation)
      throws BenchmarkException {
    try (OurMachine machine = new OurMachine(contract, GAS, compilation)) {
      long start = System.nanoTime();
      ExecutionResult result = machine.call();
      long spent = System.nanoTime() - start;
      succeeded(contract, result);
      return spent;
    }
  }
}
