package io.ghostbridge.bench.evm;

import io.ghostbridge.bench.BenchmarkException;
import io.ghostbridge.bench.process.LoadCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Another machine as a process that is given a case a line and answers with a line. */
final class Peer implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedWriter out;
  private final BufferedReader in;

  /**
   * What a peer answers.
   *
   * @param gas the gas that it says the call uses, with or without a transaction's own
   * @param output in hexadecimal digits
   * @param nanos what a call takes, run by run
   */
  record Answer(long gas, String output, List<Long> nanos) {}

  private Peer(String name, List<String> command, Path directory) throws IOException {
    this.name = name;
    process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = process.outputWriter();
    in = process.inputReader();
  }

  /** revm, built by cargo from the program in peers/revm. */
  static Peer revm(Path root) throws BenchmarkException, IOException, InterruptedException {
    Path source = root.resolve("it-tests/bench/peers/revm");
    Path target = root.resolve("target/bench/peers/revm");
    LoadCommand.run(
        List.of(
            "cargo",
            "build",
            "--quiet",
            "--release",
            "--locked",
            "--manifest-path",
            source.resolve("Cargo.toml").toString(),
            "--target-dir",
            target.toString()));
    return new Peer("revm", List.of(target.resolve("release/revm-peer").toString()), source);
  }

  /** The machine of EthereumJS, installed by npm. */
  static Peer ethereumJs(Path root) throws BenchmarkException, IOException, InterruptedException {
    Path source = root.resolve("it-tests/bench/peers/ethereumjs");
    LoadCommand.run(
        List.of(
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefix",
            source.toString()));
    return new Peer("ethereumjs", List.of("node", "peer.mjs"), source);
  }

  Answer measure(EvmCase contract, long gas, long nanos, int runs)
      throws BenchmarkException, IOException {
    String data = contract.data().isEmpty() ? "-" : contract.data();
    out.write(contract.code() + " " + data + " " + gas + " " + nanos + " " + runs + "\n");
    out.flush();
    String line = in.readLine();
    if (line == null) {
      throw new BenchmarkException(name + " ended in case " + contract.name());
    }
    String[] parts = line.split(" ", -1);
    return new Answer(
        Long.parseLong(parts[0]),
        parts[1],
        Arrays.stream(parts, 2, parts.length).map(Long::valueOf).toList());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
