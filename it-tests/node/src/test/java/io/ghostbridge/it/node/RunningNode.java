package io.ghostbridge.it.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A node in a process of its own; closing kills it if the test did not end it. */
record RunningNode(Ghostbridge ghostbridge, Path data, Process process, Path log)
    implements AutoCloseable {
  private static final int SECONDS = 60;

  /** The last thing a node prints when it is ready, whole. */
  private static final Pattern SUGGESTIONS = Pattern.compile("Try in another.*\\R(  .*\\R)+\\R");

  void awaitReady() throws IOException, InterruptedException {
    try {
      await("ready", () -> !process.isAlive() || isReady());
    } catch (AssertionError e) {
      close();
      throw e;
    }
    if (!process.isAlive()) {
      throw new AssertionError("the node ended with " + process.exitValue() + ": " + console());
    }
  }

  private boolean isReady() {
    return Files.exists(data.resolve("ready")) && SUGGESTIONS.matcher(console()).find();
  }

  /** What it printed so far. */
  String console() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The address of the first endpoint whose protocol contains {@code protocol}. */
  String address(String protocol) throws IOException {
    return Files.readAllLines(data.resolve("ready")).stream()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields[0].contains(protocol))
        .map(fields -> fields[1])
        .filter(address -> !address.startsWith("unix:"))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("nothing listens for " + protocol + ": " + console()));
  }

  /** The port of {@link #address}. */
  int port(String protocol) throws IOException {
    String address = address(protocol);
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Sends SIGTERM and returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("did not end after SIGTERM: " + console());
    }
    return process.exitValue();
  }

  /**
   * Asks again and again until {@code condition} holds; another process is not to be waited for
   * otherwise.
   */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not " + what + " after " + SECONDS + " s");
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
