package io.ghostbridge.cli;

import io.ghostbridge.launcher.DataDirectory;
import io.ghostbridge.launcher.ExitCode;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "shell",
    description = {
      "Opens the Gogo shell of a running node, or runs one line in it: lb, scr:list, log:levels …",
      "Whoever may open shell.sock in the data directory, its owner, may use it."
    },
    mixinStandardHelpOptions = true)
final class ShellCommand implements Callable<Integer> {
  @Mixin private NodeOptions nodeOptions = new NodeOptions();

  @Parameters(paramLabel = "LINE", description = "A line to run; without one they are asked for.")
  private List<String> line = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Path data = nodeOptions.data();
    if (DataDirectory.runningOn(data).isEmpty()) {
      throw new CommandException(ExitCode.NOT_RUNNING, "no node runs on " + data);
    }
    try (ShellConnection connection = ShellConnection.open(data)) {
      if (!line.isEmpty()) {
        return connection.execute(String.join(" ", line), System.out)
            ? ExitCode.OK
            : ExitCode.FAILED;
      }
      converse(connection);
      return ExitCode.OK;
    }
  }

  // From JDK 25 on there is again no console where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static void converse(ShellConnection connection) throws IOException {
    @Nullable Console console = System.console();
    boolean interactive = console != null && console.isTerminal();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (true) {
      if (interactive) {
        System.out.print("ghost> ");
        System.out.flush();
      }
      @Nullable String typed = input.readLine();
      if (typed == null || typed.strip().equals("exit")) {
        return;
      }
      if (!typed.isBlank()) {
        connection.execute(typed, System.out);
      }
    }
  }
}
