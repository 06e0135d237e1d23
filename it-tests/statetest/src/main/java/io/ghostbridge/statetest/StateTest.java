package io.ghostbridge.statetest;

import io.ghostbridge.ethereum.transaction.SenderRecovery;
import io.ghostbridge.evm.internal.EvmMachine;
import io.ghostbridge.evm.internal.TransactionExecutor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The command: runs all files at the paths, prints failures and totals. */
public final class StateTest {
  private static final int SHOWN_SECONDS = 5;

  private StateTest() {}

  /** One line of the report. */
  private record Report(String title, Outcome outcome) {}

  /** Exits with 1 if a case failed or there was none, with 2 for wrong arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      err.println("statetest: " + e.getMessage());
      return 2;
    }
    Curves curves = new Curves();
    EvmMachine evm = new EvmMachine(curves, options.compilation());
    TransactionExecutor executor = new TransactionExecutor(evm);
    try {
      StateTestRunner runner = new StateTestRunner(executor, new SenderRecovery(curves.ecdsa));
      return options.trace()
          ? VmTrace.run(runner, options, out, err)
          : runAll(runner, options, out);
    } finally {
      executor.close();
      evm.close();
    }
  }

  private static int runAll(StateTestRunner runner, Options options, PrintStream out)
      throws IOException, InterruptedException {
    Map<Outcome.Kind, Integer> counts = new EnumMap<>(Outcome.Kind.class);
    for (Outcome.Kind kind : Outcome.Kind.values()) {
      counts.put(kind, 0);
    }
    ExecutorService threads = Executors.newFixedThreadPool(options.threads());
    try {
      List<Future<List<Report>>> running = new ArrayList<>();
      for (Path path : options.paths()) {
        Path base = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        for (Path file : StateTestFile.find(path)) {
          String shown =
              base == null
                  ? file.toString()
                  : base.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
          running.add(threads.submit(runFile(runner, options, file, shown)));
        }
      }
      for (Future<List<Report>> each : running) {
        for (Report report : result(each)) {
          counts.merge(report.outcome().kind(), 1, Integer::sum);
          if (report.outcome().kind() != Outcome.Kind.PASSED) {
            out.println(report.outcome().kind() + " " + report.title());
            out.println("    " + report.outcome().difference());
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
    out.printf(
        "%d passed, %d failed, %d skipped%n",
        counts.get(Outcome.Kind.PASSED),
        counts.get(Outcome.Kind.FAILED),
        counts.get(Outcome.Kind.SKIPPED));
    boolean good =
        counts.getOrDefault(Outcome.Kind.FAILED, 0) == 0
            && counts.getOrDefault(Outcome.Kind.PASSED, 0) > 0;
    return good ? 0 : 1;
  }

  private static List<Report> result(Future<List<Report>> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a test file could not be run", e.getCause());
    }
  }

  private static Callable<List<Report>> runFile(
      StateTestRunner runner, Options options, Path file, String shown) {
    return () -> {
      List<Report> reports = new ArrayList<>();
      List<StateTestCase> cases;
      try {
        cases = StateTestFile.read(file, shown);
      } catch (IOException e) {
        return List.of(new Report(shown, Outcome.failed(String.valueOf(e.getMessage()))));
      }
      for (StateTestCase test : cases) {
        if (options.accepts(test)) {
          long start = System.nanoTime();
          reports.add(new Report(test.title(), outcome(runner, test)));
          long seconds = (System.nanoTime() - start) / 1_000_000_000;
          if (seconds >= SHOWN_SECONDS) {
            System.err.println("slow: " + test.title() + " took " + seconds + " s");
          }
        }
      }
      return reports;
    };
  }

  private static Outcome outcome(StateTestRunner runner, StateTestCase test) {
    try {
      return runner.run(test, null);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return Outcome.failed(
          "the machine broke: " + e + (trace.length > 0 ? " at " + trace[0] : ""));
    }
  }
}
