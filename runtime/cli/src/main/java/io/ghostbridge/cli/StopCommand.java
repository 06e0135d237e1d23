package io.ghostbridge.cli;

import io.ghostbridge.launcher.DataDirectory;
import io.ghostbridge.launcher.ExitCode;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "stop",
    description = "Stops the node of a data directory and returns when it has drained and ended.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions nodeOptions = new NodeOptions();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for its end. Default: ${DEFAULT-VALUE}.")
  private int waitSeconds = 30;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    Path data = nodeOptions.data();
    OptionalLong pid = DataDirectory.runningOn(data);
    if (pid.isEmpty()) {
      throw new CommandException(ExitCode.NOT_RUNNING, "no node runs on " + data);
    }
    ProcessHandle process =
        ProcessHandle.of(pid.getAsLong())
            .orElseThrow(
                () -> new CommandException(ExitCode.NOT_RUNNING, "no node runs on " + data));
    if (!process.destroy()) {
      throw new CommandException(
          ExitCode.FAILED,
          "process " + process.pid() + " did not take SIGTERM: is it another user's?");
    }
    try {
      process.onExit().get(waitSeconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "process " + process.pid() + " still runs " + waitSeconds + " s after SIGTERM");
    }
    spec.commandLine().getOut().println("stopped, process " + process.pid());
    return ExitCode.OK;
  }
}
