package io.ghostbridge.bench.process;

import io.ghostbridge.bench.BenchmarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server that is measured: a process of its own on the server's core, output to a file. */
public final class ServerProcess implements AutoCloseable {
  private static final long READY_SECONDS = 300;
  private static final long STOP_SECONDS = 30;
  private static final long ASK_AGAIN_MILLIS = 20;

  private final String name;
  private final Process process;
  private final Path log;

  private ServerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Asks a server whether it answers. */
  public interface Probe {
    /** Whether it does; an {@link IOException} means no. */
    boolean answers() throws IOException, BenchmarkException;
  }

  /**
   * Starts {@code command} in {@code directory}.
   *
   * @param environment added to this process's environment
   */
  public static ServerProcess start(
      String name, List<String> command, Map<String, String> environment, Path directory)
      throws BenchmarkException, IOException {
    Path log = directory.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(Cores.server(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    // Nothing is left behind when the benchmark itself is ended.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, name + " ends"));
    return new ServerProcess(name, process, log);
  }

  /**
   * Asks again and again until the server answers.
   *
   * @throws BenchmarkException if it ends or does not answer in five minutes
   */
  public void awaitReady(Probe probe) throws BenchmarkException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (System.nanoTime() < deadline) {
      if (answers(probe)) {
        return;
      }
      if (process.waitFor(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new BenchmarkException(
            name + " exited with " + process.exitValue() + " before it answered: " + tail());
      }
    }
    throw new BenchmarkException(
        name + " did not answer within " + READY_SECONDS + " s: " + tail());
  }

  private static boolean answers(Probe probe) throws BenchmarkException {
    try {
      return probe.answers();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whatever makes load. */
  public interface Load<R> {
    /** Makes it. */
    R run() throws BenchmarkException, IOException, InterruptedException;
  }

  /** What a load resulted in, and what the server used meanwhile. */
  public record Used<R>(R result, Usage usage) {}

  /** Runs {@code load} and tells what the server, a launcher's children included, used for it. */
  public <R> Used<R> during(Load<R> load)
      throws BenchmarkException, IOException, InterruptedException {
    Usage before = usage();
    R result = load.run();
    return new Used<>(result, before.until(usage()));
  }

  private Usage usage() throws IOException {
    long micros = 0;
    for (long pid : pids()) {
      micros += ProcessUsage.cpuMicros(pid);
    }
    return new Usage(micros, Cores.serverTakenMicros() - micros, System.nanoTime() / 1_000);
  }

  /** The most resident memory so far in megabytes of 2^20 bytes, of a launcher's children too. */
  public double peakResidentMegabytes() throws IOException {
    long kilobytes = 0;
    for (long pid : pids()) {
      kilobytes += ProcessUsage.peakResidentKilobytes(pid);
    }
    return kilobytes / 1024.0;
  }

  /** The server's own process: the launcher's last child, if it has one. */
  public long pid() throws IOException {
    return pids().getLast();
  }

  private List<Long> pids() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(name + " exited with " + process.exitValue() + ": " + tail());
    }
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(process.toHandle()), process.descendants())
        .map(ProcessHandle::pid)
        .toList();
  }

  /** The end of what the server printed. */
  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "its output cannot be read: " + e.getMessage();
    }
  }

  /** Asks the server to end, and makes it after half a minute. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(name + " did not end within " + STOP_SECONDS + " s and is killed");
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
