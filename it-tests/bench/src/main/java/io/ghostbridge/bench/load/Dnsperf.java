package io.ghostbridge.bench.load;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.LoadCommand;
import io.ghostbridge.bench.process.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs dnsperf over UDP. */
public final class Dnsperf {
  /** Few enough that no socket buffer overflows, enough to keep a server busy. */
  private static final int OUTSTANDING = 100;

  private static final int CLIENTS = 10;

  private final String program;

  /**
   * @throws BenchmarkException if dnsperf is missing
   */
  public Dnsperf() throws BenchmarkException {
    this.program = Tools.require("dnsperf", "dnsperf");
  }

  /** Asks the questions of {@code file} again and again for {@code seconds}, as fast as it goes. */
  public DnsperfResult run(int port, Path file, int seconds)
      throws BenchmarkException, IOException, InterruptedException {
    return load(port, file, "-l", Integer.toString(seconds));
  }

  /** The same with the DO bit, so that answers come with signatures. */
  public DnsperfResult runSigned(int port, Path file, int seconds)
      throws BenchmarkException, IOException, InterruptedException {
    return load(port, file, "-D", "-l", Integer.toString(seconds));
  }

  /** Asks each question of {@code file} once with the DO bit, as fast as it goes. */
  public DnsperfResult runOnceSigned(int port, Path file)
      throws BenchmarkException, IOException, InterruptedException {
    return load(port, file, "-D", "-n", "1");
  }

  /** As {@link #run} with {@code rate} questions a second. */
  public DnsperfResult runAtRate(int port, Path file, int seconds, int rate)
      throws BenchmarkException, IOException, InterruptedException {
    return load(port, file, "-l", Integer.toString(seconds), "-Q", Integer.toString(rate));
  }

  /** Asks each question of {@code file} once, {@code rate} of them a second. */
  public DnsperfResult runOnceAtRate(int port, Path file, int rate)
      throws BenchmarkException, IOException, InterruptedException {
    return load(port, file, "-n", "1", "-Q", Integer.toString(rate));
  }

  private DnsperfResult load(int port, Path file, String... more)
      throws BenchmarkException, IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "-s",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-d",
                file.toString(),
                "-q",
                Integer.toString(OUTSTANDING),
                "-c",
                Integer.toString(CLIENTS),
                "-T",
                "1"));
    command.addAll(List.of(more));
    return DnsperfResult.parse(LoadCommand.run(command));
  }
}
