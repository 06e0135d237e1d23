package io.ghostbridge.cli;

import io.ghostbridge.cli.chain.AccountCommand;
import io.ghostbridge.cli.chain.ContractCommand;
import io.ghostbridge.cli.chain.KeyCommand;
import io.ghostbridge.cli.chain.NameCommand;
import io.ghostbridge.cli.plugin.DevCommand;
import io.ghostbridge.cli.plugin.DnssecCommand;
import io.ghostbridge.cli.plugin.LedgerCommand;
import io.ghostbridge.cli.plugin.PluginCommand;
import io.ghostbridge.launcher.ExitCode;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/ghostbridge}. */
@Command(
    name = "ghostbridge",
    description = "Joins DNS and gRPC clients to blockchains.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      StartCommand.class,
      StopCommand.class,
      StatusCommand.class,
      ShellCommand.class,
      VersionCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It did what was asked.",
      "1:It failed; the line on standard error says why.",
      "2:The command line was not understood.",
      "3:No node runs on the data directory.",
      "4:Another node runs on the data directory.",
      "5:A configuration value was refused.",
      "6:A plugin was removed or replaced, and something of it is left in the process."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Ends the process with the command's exit code. */
  public static void main(String[] arguments) {
    // A node gets by without the client's libraries on its class path.
    boolean client = arguments.length == 0 || !arguments[0].equals("run");
    if (client) {
      // What commands have to say they print; libraries would say it in their own words as well.
      LogManager.getLogManager().reset();
    }
    System.exit(commandLine(client).execute(arguments));
  }

  /**
   * @param client whether the commands that need the client's libraries are among them
   */
  static CommandLine commandLine(boolean client) {
    CommandLine commandLine = new CommandLine(new Main());
    if (client) {
      commandLine
          .addSubcommand(new KeyCommand())
          .addSubcommand(new AccountCommand())
          .addSubcommand(new NameCommand())
          .addSubcommand(new ContractCommand())
          .addSubcommand(new PluginCommand())
          .addSubcommand(new LedgerCommand())
          .addSubcommand(new DnssecCommand())
          .addSubcommand(new DevCommand());
    }
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(Main::report);
    commandLine.setParameterExceptionHandler(Main::reportUsage);
    return commandLine;
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("ghostbridge: " + message(failure));
    return failure instanceof CommandException known ? known.exitCode() : ExitCode.FAILED;
  }

  private static int reportUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command
        .getErr()
        .println(
            "ghostbridge: "
                + failure.getMessage()
                + "; see '"
                + command.getCommandSpec().qualifiedName()
                + " --help'");
    return ExitCode.USAGE;
  }

  private static String message(Exception failure) {
    return failure instanceof CommandException known ? known.getMessage() : failure.toString();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
