package io.ghostbridge.cli.plugin;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.cli.NodeOptions;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.proto.admin.v1.VerifyChainResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ledger verify}. */
@Command(
    name = "ledger",
    description = "Looks after the chain of a running node.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class LedgerCommand implements Runnable {
  private static final int PERCENT = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: verify");
  }

  @Command(
      name = "verify",
      description = {
        "Executes every block from the genesis on again and compares every root, while the node goes"
            + " on.",
        "Exit code 1 if anything differs."
      },
      mixinStandardHelpOptions = true)
  void verify(@Mixin NodeOptions node) {
    VerifyChainResponse last;
    try (AdminClient client = AdminClient.connect(node)) {
      last = client.verifyChain(this::show);
    }
    if (!last.getWrong().isEmpty()) {
      throw new CommandException(ExitCode.FAILED, "the chain is not intact: " + last.getWrong());
    }
    spec.commandLine()
        .getOut()
        .println(
            "blocks 0 to " + last.getHeight() + " were executed again: every root is the same");
  }

  private void show(VerifyChainResponse progress) {
    long done = progress.getHeight() * PERCENT / Math.max(1, progress.getHeadHeight());
    spec.commandLine()
        .getErr()
        .println(
            "block "
                + progress.getHeight()
                + " of "
                + progress.getHeadHeight()
                + ", "
                + done
                + " %");
  }
}
