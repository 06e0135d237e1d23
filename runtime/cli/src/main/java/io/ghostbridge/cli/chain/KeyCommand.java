package io.ghostbridge.cli.chain;

import java.nio.file.Path;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code key new}, {@code key show}. */
@Command(
    name = "key",
    description =
        "Makes and shows keys: Ed25519 in PKCS#8 PEM files, readable by their owner only.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class KeyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: new or show");
  }

  @Command(
      name = "new",
      description = "Makes a key in 'keys' of the data directory, or in a file.",
      mixinStandardHelpOptions = true)
  void create(
      @Mixin KeyOptions options,
      @Parameters(paramLabel = "NAME", description = "The key's name, or a file that ends in .pem.")
          String name) {
    Path file = options.keyFile(name);
    print(KeyFile.create(file), file);
  }

  @Command(
      name = "show",
      description = "Shows a key's address and public key.",
      mixinStandardHelpOptions = true)
  void show(
      @Mixin KeyOptions options,
      @Parameters(
              paramLabel = "NAME",
              defaultValue = "operator",
              description = "The key's name, or its file. Default: ${DEFAULT-VALUE}.")
          String name) {
    Path file = options.keyFile(name);
    print(KeyFile.read(file), file);
  }

  private void print(KeyFile key, Path file) {
    var out = spec.commandLine().getOut();
    out.println("address     " + key.address());
    out.println("            " + key.address().toBech32());
    out.println("public key  " + HexFormat.of().formatHex(key.publicKey()));
    out.println("file        " + file);
  }
}
