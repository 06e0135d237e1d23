package io.ghostbridge.peers;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of someone else's, and how it is run. */
public final class Command {
  /** No program runs longer in a test, on a machine that does much else. */
  public static final Duration LIMIT = Duration.ofMinutes(10);

  /** Reading waits as long as the program runs: in the common pool nobody else would get a turn. */
  private static final Executor READERS =
      task -> Thread.ofPlatform().daemon().name("command-output").start(task);

  private final List<String> program;
  private final Map<String, String> environment = new HashMap<>();
  private Path directory = Path.of("").toAbsolutePath();
  private Duration limit = LIMIT;

  private Command(List<String> program) {
    this.program = program;
  }

  /** What a program that ended said. */
  public record Output(int exit, String out, String err) {
    /** Both, for a message that has to show all. */
    @Override
    public String toString() {
      return "exit " + exit + "\n" + out + err;
    }
  }

  /** The program at {@code path}. */
  public static Command at(Path path) {
    return new Command(List.of(path.toString()));
  }

  /** The program {@code name} of the system; where there is none, the test is skipped. */
  public static Command named(String name, String debianPackage) {
    return find(name)
        .map(Command::at)
        .orElseGet(
            () ->
                abort(
                    name
                        + " is not on the PATH: install it, such as with apt-get install "
                        + debianPackage));
  }

  /** Where the PATH has {@code name}. */
  public static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/go/bin";
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The same with the environment variable set. */
  public Command with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The same in another working directory. */
  public Command in(Path place) {
    directory = place;
    return this;
  }

  /** The same with another limit than {@link #LIMIT}. */
  public Command within(Duration bound) {
    limit = bound;
    return this;
  }

  /** Starts it; its output can be read from the process. */
  public Process start(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(program);
    line.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs it to its end. */
  public Output run(String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    process.getOutputStream().close();
    CompletableFuture<String> out =
        CompletableFuture.supplyAsync(() -> text(process, false), READERS);
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> text(process, true), READERS);
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          String.join(" ", program)
              + " did not end in "
              + limit.toSeconds()
              + " s:\n"
              + out.join()
              + err.join());
    }
    return new Output(process.exitValue(), out.join(), err.join());
  }

  private static String text(Process process, boolean errors) {
    try {
      return new String(
          (errors ? process.getErrorStream() : process.getInputStream()).readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(its output cannot be read: " + e + ")";
    }
  }
}
