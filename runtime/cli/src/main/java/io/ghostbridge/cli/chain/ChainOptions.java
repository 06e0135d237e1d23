package io.ghostbridge.cli.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which node a chain command talks with, and whose key signs. */
final class ChainOptions extends KeyOptions {
  @Option(
      names = "--node",
      paramLabel = "HOST:PORT",
      description =
          "The node's gRPC address. Default: $GHOST_NODE, or else that of the node that runs on the"
              + " data directory, or else 127.0.0.1:9090.")
  private @Nullable String node;

  @Option(
      names = "--key",
      paramLabel = "NAME",
      defaultValue = "operator",
      description =
          "The key that signs: a name in 'keys' of the data directory, or a file. Default:"
              + " ${DEFAULT-VALUE}.")
  private String key = "operator";

  /** Connects; the caller closes. */
  ChainClient connect() {
    if (node != null) {
      return ChainClient.connect(node);
    }
    String environment = Objects.requireNonNullElse(System.getenv("GHOST_NODE"), "");
    if (!environment.isEmpty()) {
      return ChainClient.connect(environment);
    }
    return ChainClient.connect(nodeOptions().grpcAddress().orElse("127.0.0.1:9090"));
  }

  /** The key that signs. */
  KeyFile key() {
    return KeyFile.read(keyFile(key));
  }

  /** The address that {@code who} means: {@code 0x…}, {@code ghost1…}, or the name of a key. */
  Address address(String who) {
    if (who.startsWith("0x") || who.startsWith("ghost1")) {
      try {
        return Address.parse(who);
      } catch (IllegalArgumentException e) {
        throw new CommandException(
            ExitCode.USAGE, "'" + who + "' is no address: " + e.getMessage());
      }
    }
    Path file = keyFile(who);
    if (!Files.exists(file)) {
      throw new CommandException(
          ExitCode.USAGE,
          "'" + who + "' is neither an address (0x…, ghost1…) nor the name of a key in " + file);
    }
    return KeyFile.read(file).address();
  }
}
