package io.ghostbridge.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a node is started. */
final class StartOptions {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "The configuration directory. Default: $GHOST_CONFIG, or else 'config' in the"
              + " installation directory.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "PID:KEY=VALUE",
      description =
          "Sets one value over the file's, such as io.ghostbridge.transport.dns:port=5353."
              + " May be repeated.")
  private List<String> overrides = new ArrayList<>();

  Path config() {
    if (config != null) {
      return config.toAbsolutePath().normalize();
    }
    String environment = Objects.requireNonNullElse(System.getenv("GHOST_CONFIG"), "");
    return environment.isEmpty()
        ? NodeOptions.installation().config()
        : Path.of(environment).toAbsolutePath().normalize();
  }

  List<String> overrides() {
    return overrides;
  }
}
