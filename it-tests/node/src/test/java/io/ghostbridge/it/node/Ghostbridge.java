package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code bin/ghostbridge} of the distribution that the build laid out, or of a copy of it. */
record Ghostbridge(Path home) {
  private static final int SECONDS = 60;

  static Ghostbridge laidOut() {
    return new Ghostbridge(
        Path.of(System.getProperty("ghostbridge.distribution", "")).toAbsolutePath().normalize());
  }

  /**
   * What a command that ended left behind.
   *
   * @param exitCode its exit code
   * @param out standard output
   * @param err standard error
   */
  record Result(int exitCode, String out, String err) {
    /** Standard error's lines but for the log's. */
    List<String> complaints() {
      return err.lines().toList();
    }
  }

  /** Runs a command to its end. */
  Result execute(String... arguments) throws IOException, InterruptedException {
    return execute(Map.of(), Path.of(""), arguments);
  }

  /** The same with additional environment variables and another current directory. */
  Result execute(Map<String, String> environment, Path directory, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("ghostbridge", ".out");
    Path err = Files.createTempFile("ghostbridge", ".err");
    try {
      Process process =
          builder(environment, directory, arguments)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            List.of(arguments) + " did not end: " + Files.readString(out) + Files.readString(err));
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Starts a command that goes on until it is ended; what it prints goes to {@code output}. */
  Process start(Path output, String... arguments) throws IOException {
    return builder(Map.of(), Path.of(""), arguments)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Starts {@code run} on {@code data} with ports of its own, and returns when it is ready. */
  RunningNode run(Path data, String... more) throws IOException, InterruptedException {
    return run(Map.of(), Path.of(""), data, more);
  }

  /** The same with additional environment variables and another current directory. */
  RunningNode run(Map<String, String> environment, Path directory, Path data, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("run", "--data", data.toString()));
    arguments.addAll(ANY_PORTS);
    arguments.addAll(List.of(more));
    Files.createDirectories(data);
    Path log = data.resolve("console.log");
    Process process =
        builder(environment, directory, arguments.toArray(String[]::new))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    RunningNode node = new RunningNode(this, data, process, log);
    node.awaitReady();
    return node;
  }

  /** So that nodes of tests are in nobody's way. */
  static final List<String> ANY_PORTS =
      List.of(
          "--set", "io.ghostbridge.transport.http2:port=0",
          "--set", "io.ghostbridge.transport.http3:port=0",
          "--set", "io.ghostbridge.transport.dns:port=0");

  private ProcessBuilder builder(
      Map<String, String> environment, Path directory, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/ghostbridge").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GHOST_"));
    if (List.of(arguments).contains("run")) {
      // A node lives for seconds here: what the second compiler would make comes too late for it,
      // and costs more than all that the test does. Nodes of the tests with peers have both.
      builder.environment().put("GHOST_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    }
    builder.environment().putAll(environment);
    return builder;
  }

  /** Copies the shipped configuration to {@code target}, to be changed. */
  Path copyConfigTo(Path target) throws IOException, InterruptedException {
    Process copy =
        new ProcessBuilder("cp", "-R", home.resolve("config").toString(), target.toString())
            .inheritIO()
            .start();
    assertThat(copy.waitFor()).isZero();
    return target;
  }

  /** Copies the distribution to {@code target}. */
  Ghostbridge copyTo(Path target) throws IOException, InterruptedException {
    Process copy =
        new ProcessBuilder("cp", "-Rp", home.toString(), target.toString()).inheritIO().start();
    assertThat(copy.waitFor()).isZero();
    return new Ghostbridge(target);
  }
}
