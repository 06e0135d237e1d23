package io.ghostbridge.cli;

import io.ghostbridge.launcher.DataDirectory;
import io.ghostbridge.launcher.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "start",
    description = "Starts a node in the background and returns when it is ready.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  private static final int POLL_MILLIS = 50;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions nodeOptions = new NodeOptions();
  @Mixin private StartOptions startOptions = new StartOptions();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for it to be ready. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds = 60;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = nodeOptions.data();
    OptionalLong running = DataDirectory.runningOn(data);
    if (running.isPresent()) {
      throw new CommandException(
          ExitCode.ALREADY_RUNNING,
          "a node runs on " + data + " already, process " + running.getAsLong());
    }
    Files.createDirectories(data);
    Path ready = data.resolve(RunCommand.READY_FILE);
    Files.deleteIfExists(ready);
    Path console = data.resolve("console.log");
    Process process = launch(data, console);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
    while (!Files.exists(ready)) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new CommandException(process.exitValue(), lastLine(console));
      }
      if (System.nanoTime() > deadline) {
        throw new CommandException(
            ExitCode.FAILED,
            "the node (process "
                + process.pid()
                + ") was not ready after "
                + waitSeconds
                + " s; it goes on starting, see "
                + console);
      }
    }
    spec.commandLine().getOut().println("started, process " + process.pid() + ", data " + data);
    return ExitCode.OK;
  }

  private Process launch(Path data, Path console) throws IOException {
    List<String> command = new ArrayList<>();
    // So that it outlives the terminal.
    command.add("nohup");
    command.add(NodeOptions.installation().script().toString());
    command.add("run");
    command.add("--data");
    command.add(data.toString());
    command.add("--config");
    command.add(startOptions.config().toString());
    for (String override : startOptions.overrides()) {
      command.add("--set");
      command.add(override);
    }
    return new ProcessBuilder(command)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectErrorStream(true)
        .redirectOutput(console.toFile())
        .start();
  }

  private static String lastLine(Path console) throws IOException {
    List<String> lines = Files.readAllLines(console);
    String last = lines.isEmpty() ? "it ended without a word" : lines.getLast();
    return last.replaceFirst("^ghostbridge: ", "");
  }
}
