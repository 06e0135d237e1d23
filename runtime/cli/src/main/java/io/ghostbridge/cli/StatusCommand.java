package io.ghostbridge.cli;

import io.ghostbridge.launcher.DataDirectory;
import io.ghostbridge.launcher.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Tells whether a node runs on a data directory, and where it listens.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions nodeOptions = new NodeOptions();

  @Override
  public Integer call() throws IOException {
    Path data = nodeOptions.data();
    OptionalLong pid = DataDirectory.runningOn(data);
    if (pid.isEmpty()) {
      throw new CommandException(ExitCode.NOT_RUNNING, "no node runs on " + data);
    }
    Path ready = data.resolve(RunCommand.READY_FILE);
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.exists(ready)) {
      out.println("starting or stopping, process " + pid.getAsLong() + ", data " + data);
      return ExitCode.OK;
    }
    out.println("ready, process " + pid.getAsLong() + ", data " + data);
    for (String line : Endpoints.table(Endpoints.parse(Files.readAllLines(ready)))) {
      out.println("  " + line);
    }
    return ExitCode.OK;
  }
}
