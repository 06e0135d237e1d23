package io.ghostbridge.cli;

import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.launcher.ListeningEndpoint;
import io.ghostbridge.launcher.Node;
import io.ghostbridge.launcher.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Runs a node in the foreground until it gets SIGTERM or SIGINT (Ctrl-C).",
      "It then takes no new calls, lets those in flight finish, and ends with 0."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  /** In the data directory while a node runs: where it listens, for {@code status}. */
  static final String READY_FILE = "ready";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions nodeOptions = new NodeOptions();
  @Mixin private StartOptions startOptions = new StartOptions();

  @Override
  public Integer call() throws IOException, InterruptedException, StartException {
    Node node = start();
    List<ListeningEndpoint> endpoints = node.endpoints();
    Path ready = node.data().path().resolve(READY_FILE);
    Files.write(ready, Endpoints.lines(endpoints), StandardCharsets.UTF_8);
    tell(node, endpoints);
    // The signal's hook ends the process.
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private Node start() throws InterruptedException {
    try {
      Node node =
          Node.open(
              new Node.Options(
                  NodeOptions.installation(),
                  nodeOptions.data(),
                  startOptions.config(),
                  startOptions.overrides()));
      Thread hook = new Thread(() -> end(node), "shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        node.start();
      } catch (StartException e) {
        if (!isRemoved(hook)) {
          // A signal came while it started; its hook ends the process.
          new CountDownLatch(1).await();
        }
        node.stop();
        throw e;
      }
      return node;
    } catch (StartException e) {
      throw new CommandException(e.exitCode(), e.getMessage());
    }
  }

  private static boolean isRemoved(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** The JVM would end with 128 + the signal's number; a drained node ended well. */
  private static void end(Node node) {
    try {
      Files.deleteIfExists(node.data().path().resolve(READY_FILE));
    } catch (IOException e) {
      // 'status' asks the lock first, so a file that stays behind says nothing wrong.
    }
    boolean inTime = node.stop();
    Runtime.getRuntime().halt(inTime ? ExitCode.OK : ExitCode.FAILED);
  }

  private void tell(Node node, List<ListeningEndpoint> endpoints) {
    PrintWriter out = spec.commandLine().getOut();
    long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    out.printf(
        Locale.ROOT,
        "%nGhostBridge %s is ready after %.2f s. Data: %s%n%n",
        Version.ghostBridge(),
        millis / 1000.0,
        node.data().path());
    for (String line : Endpoints.table(endpoints)) {
      out.println("  " + line);
    }
    out.println();
    out.println("Try in another terminal:");
    for (String line : Suggestions.of(node, endpoints)) {
      out.println("  " + line);
    }
    out.println();
    out.flush();
  }
}
