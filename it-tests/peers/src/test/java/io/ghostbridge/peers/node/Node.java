package io.ghostbridge.peers.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.peers.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The distribution's {@code bin/ghostbridge run} in a process of its own, on free ports. */
final class Node implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 50;
  private static final Path PROGRAM =
      Path.of("../../distribution/target/ghostbridge/bin/ghostbridge").toAbsolutePath().normalize();

  private final Path data;
  private final Process process;

  private Node(Path data, Process process) {
    this.data = data;
    this.process = process;
  }

  /** Starts a node on {@code data}; returns when it tells that it is ready. */
  static Node start(Path data, String... more) throws IOException, InterruptedException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new AssertionError(PROGRAM + " is not there: lay the distribution out, ./gb run does");
    }
    Files.deleteIfExists(data.resolve("ready"));
    List<String> line =
        Stream.concat(
                Stream.of(
                    PROGRAM.toString(),
                    "run",
                    "--data",
                    data.toString(),
                    "--set",
                    "io.ghostbridge.transport.http2:port=0",
                    "--set",
                    "io.ghostbridge.transport.http3:port=0",
                    "--set",
                    "io.ghostbridge.transport.dns:port=0"),
                Stream.of(more))
            .toList();
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("console.log").toFile())
            .start();
    Node node = new Node(data, process);
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!node.isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        node.close();
        throw new AssertionError("the node did not become ready: " + node.console());
      }
      Thread.sleep(POLL_MILLIS);
    }
    return node;
  }

  private boolean isReady() throws IOException {
    return Files.exists(data.resolve("ready")) && console().contains("is ready after");
  }

  /** What it printed so far. */
  String console() throws IOException {
    return Files.readString(data.resolve("console.log"));
  }

  /** Host and port of the first endpoint whose protocol contains {@code protocol}. */
  String address(String protocol) throws IOException {
    return Files.readAllLines(data.resolve("ready")).stream()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields[0].contains(protocol))
        .map(fields -> fields[1])
        .findFirst()
        .orElseThrow();
  }

  String grpc() throws IOException {
    return address("h2c");
  }

  String dnsPort() throws IOException {
    String address = address("UDP");
    return address.substring(address.lastIndexOf(':') + 1);
  }

  /** Runs an operator's command on this node's data, which has to succeed; returns what it says. */
  String command(String... arguments) throws IOException, InterruptedException {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
            .toArray(String[]::new);
    Command.Output output = Command.at(PROGRAM).run(all);
    assertThat(output.exit()).as(output.toString()).isZero();
    return output.out();
  }

  /** Sends SIGTERM and waits for the end; returns the exit code. */
  int terminate() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the node did not end after SIGTERM: " + console());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
