package io.ghostbridge.cli.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code account show}, {@code account transfer}. */
@Command(
    name = "account",
    description = "Shows accounts and moves GHOST between them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AccountCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: show or transfer");
  }

  @Command(
      name = "show",
      description = "Shows an account's balance, nonce and names.",
      mixinStandardHelpOptions = true)
  void show(
      @Mixin ChainOptions options,
      @Parameters(
              paramLabel = "WHO",
              arity = "0..1",
              defaultValue = "operator",
              description = "An address, or a key's name. Default: ${DEFAULT-VALUE}.")
          String who) {
    Address address = options.address(who);
    try (ChainClient client = options.connect()) {
      var account = client.account(address.toString());
      var out = spec.commandLine().getOut();
      out.println("address  " + address);
      out.println("         " + address.toBech32());
      out.println(
          "balance  " + Amount.fromBytes(account.getBalanceAtto().toByteArray()) + " GHOST");
      out.println("nonce    " + account.getNonce());
      String names = String.join(", ", account.getOwnedDomainsList());
      out.println(
          "names    "
              + (names.isEmpty() ? "none" : names)
              + (account.getOwnedDomainsTruncated() ? ", and more" : ""));
    }
  }

  @Command(
      name = "transfer",
      description = "Moves GHOST from the key's account to another.",
      mixinStandardHelpOptions = true)
  void transfer(
      @Mixin ChainOptions options,
      @Parameters(paramLabel = "TO", description = "An address, or a key's name.") String to,
      @Parameters(paramLabel = "AMOUNT", description = "In GHOST, such as 1.5.") String amount) {
    Address receiver = options.address(to);
    Amount parsed;
    try {
      parsed = Amount.parse(amount);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    KeyFile key = options.key();
    try (ChainClient client = options.connect()) {
      var response = client.submit(TransactionBuilder.of(client, key).transfer(receiver, parsed));
      spec.commandLine()
          .getOut()
          .println(
              "moved "
                  + parsed
                  + " GHOST to "
                  + receiver
                  + " in block "
                  + response.getBlockHeight()
                  + ", transaction "
                  + response.getTransactionId());
    }
  }
}
