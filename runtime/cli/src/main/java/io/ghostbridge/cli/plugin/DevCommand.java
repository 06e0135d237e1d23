package io.ghostbridge.cli.plugin;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.cli.NodeOptions;
import io.ghostbridge.launcher.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dev DIR}: each build of a plugin is swapped in. */
@Command(
    name = "dev",
    description = {
      "Watches a build's output and swaps the plugin in whenever its jar changes, until Ctrl-C.",
      "Unsigned jars run only where the node allows them: allowUnsigned of"
          + " io.ghostbridge.plugin.manager, on loopback only."
    },
    mixinStandardHelpOptions = true)
public final class DevCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions node = new NodeOptions();

  @Parameters(
      paramLabel = "DIR",
      description = "Where the build puts the plugin's jar, or the directory that has 'target'.")
  private Path directory = Path.of("");

  @Option(
      names = "--approve",
      paramLabel = "CAPABILITY",
      description =
          "Approve a capability that the plugin asks for, or 'all'. May be repeated. Without it"
              + " you are asked where there is a terminal.")
  private List<String> approvals = new ArrayList<>();

  @Option(
      names = "--refresh-others",
      description = "Agree that bundles restart that do not declare that they depend on it.")
  private boolean refreshOthers;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path output = output(directory.toAbsolutePath().normalize());
    // Says at once if there is no node to swap it in.
    AdminClient.connect(node).close();
    ChangeFlow flow =
        new ChangeFlow(
            new Agreement(true, approvals, refreshOthers, false),
            Terminal.ofProcess(),
            spec.commandLine().getOut());
    print("watching " + output + " for plugins of the node on " + node.data() + "; Ctrl-C ends");
    try (BuildOutput build = new BuildOutput(output)) {
      while (true) {
        for (Path jar : build.nextJars()) {
          swap(flow, jar);
        }
      }
    }
  }

  private static Path output(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CommandException(
          ExitCode.FAILED,
          "there is no directory " + directory + "; give the one that the build puts the jar into");
    }
    boolean project =
        Files.isRegularFile(directory.resolve("pom.xml"))
            || Files.isDirectory(directory.resolve("target"));
    return project ? directory.resolve("target") : directory;
  }

  private void swap(ChangeFlow flow, Path jar) {
    print("");
    print(jar.getFileName() + " changed");
    long begin = System.nanoTime();
    try (AdminClient client = AdminClient.connect(node)) {
      if (flow.replace(client, client.upload(jar))) {
        print("swapped in after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
      }
    } catch (CommandException e) {
      // The next build may be right.
      spec.commandLine().getErr().println("ghostbridge: " + e.getMessage());
      spec.commandLine().getErr().flush();
    }
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
