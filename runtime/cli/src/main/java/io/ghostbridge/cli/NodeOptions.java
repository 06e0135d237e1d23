package io.ghostbridge.cli;

import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.launcher.Installation;
import io.ghostbridge.launcher.ListeningEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which node a command is about. */
public final class NodeOptions {
  /** What the transport calls gRPC over HTTP/2 without TLS. */
  private static final String PLAIN_TEXT = "gRPC (h2c)";

  private static final String UNIX = "unix:";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data directory. Default: $GHOST_DATA, or else 'data' in the installation directory.")
  private @Nullable Path data;

  /** Where this distribution is, as the script says. */
  public static Installation installation() {
    String home = System.getProperty("ghost.home");
    if (home == null) {
      throw new CommandException(
          ExitCode.FAILED, "the installation is not known: use bin/ghostbridge, which tells it");
    }
    return new Installation(Path.of(home));
  }

  /** The data directory. */
  public Path data() {
    if (data != null) {
      return data.toAbsolutePath().normalize();
    }
    String environment = Objects.requireNonNullElse(System.getenv("GHOST_DATA"), "");
    if (!environment.isEmpty()) {
      return Path.of(environment).toAbsolutePath().normalize();
    }
    Path home = installation().home();
    Path beside = home.resolve("data");
    if (!Files.isWritable(Files.isDirectory(beside) ? beside : home)) {
      throw new CommandException(
          ExitCode.FAILED,
          "the installation directory "
              + home
              + " is read-only: name a data directory with --data or GHOST_DATA");
    }
    return beside;
  }

  /** Where the node that runs on the data directory serves operators. */
  public Path operatorSocket() {
    return endpoints()
        .map(ListeningEndpoint::address)
        .filter(address -> address.startsWith(UNIX))
        .map(address -> Path.of(address.substring(UNIX.length())))
        .findFirst()
        .orElseGet(() -> data().resolve("admin.sock"));
  }

  /** Where the node that runs on the data directory serves gRPC in plain text, if one does. */
  public Optional<String> grpcAddress() {
    return endpoints()
        .filter(endpoint -> endpoint.protocol().equals(PLAIN_TEXT))
        .map(ListeningEndpoint::address)
        .findFirst();
  }

  /** All that serve gRPC. */
  private Stream<ListeningEndpoint> endpoints() {
    Path ready = data().resolve(RunCommand.READY_FILE);
    try {
      return Endpoints.parse(Files.readAllLines(ready)).stream()
          .filter(endpoint -> endpoint.protocol().contains("gRPC"));
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
