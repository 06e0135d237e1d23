package io.ghostbridge.cli.chain;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.cli.NodeOptions;
import io.ghostbridge.launcher.ExitCode;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** Where keys are. */
class KeyOptions {
  @Mixin private NodeOptions nodeOptions = new NodeOptions();

  NodeOptions nodeOptions() {
    return nodeOptions;
  }

  /** Where the key {@code name} is, or would be. */
  Path keyFile(String name) {
    if (name.contains("/") || name.endsWith(".pem")) {
      return Path.of(name).toAbsolutePath();
    }
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
      throw new CommandException(
          ExitCode.USAGE,
          "'"
              + name
              + "' is no key name: expected up to 64 letters, digits, '-' and '_', or a file");
    }
    return nodeOptions.data().resolve("keys").resolve(name + ".pem");
  }
}
