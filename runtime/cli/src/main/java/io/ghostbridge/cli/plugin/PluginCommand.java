package io.ghostbridge.cli.plugin;

import com.google.protobuf.Message;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.cli.NodeOptions;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.plugin.operator.text.PluginText;
import io.ghostbridge.plugin.operator.text.ReportText;
import io.ghostbridge.proto.admin.v1.PluginAction;
import io.ghostbridge.proto.admin.v1.PluginChange;
import io.ghostbridge.proto.admin.v1.PluginVerification;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugin list}, {@code plugin install} and so on. */
@Command(
    name = "plugin",
    description = "Shows, installs, updates and removes plugins of a running node.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class PluginCommand implements Runnable {
  private static final String JSON = "Print JSON, in the form of ghost.admin.v1.";
  private static final String FILE = "The plugin's jar.";
  private static final String NAME = "The plugin's name, as 'plugin list' shows it.";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: list, info, plan, install, update, remove, enable, disable, verify"
            + " or history");
  }

  private <M extends Message> M ask(
      NodeOptions node,
      boolean json,
      Function<AdminClient, M> question,
      Function<M, List<String>> text) {
    M answer;
    try (AdminClient client = AdminClient.connect(node)) {
      answer = question.apply(client);
    }
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.document(answer));
    } else {
      text.apply(answer).forEach(out::println);
    }
    return answer;
  }

  @Command(
      name = "list",
      description = "Lists what is installed, and what was removed and is still in the process.",
      mixinStandardHelpOptions = true)
  void list(@Mixin NodeOptions node, @Option(names = "--json", description = JSON) boolean json) {
    ask(node, json, AdminClient::list, answer -> PluginText.list(answer.getPluginsList()));
  }

  @Command(
      name = "info",
      description = "Shows one plugin: its state, what it offers, may do, and did.",
      mixinStandardHelpOptions = true)
  void info(
      @Mixin NodeOptions node,
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(names = "--json", description = JSON) boolean json) {
    ask(node, json, client -> client.info(name), PluginText::info);
  }

  @Command(
      name = "verify",
      description = {
        "Looks again at each installed jar: its SHA-256, its signature, its publisher.",
        "Exit code 1 if one is not intact."
      },
      mixinStandardHelpOptions = true)
  void verify(@Mixin NodeOptions node, @Option(names = "--json", description = JSON) boolean json) {
    var answer =
        ask(
            node,
            json,
            AdminClient::verify,
            found -> PluginText.verification(found.getPluginsList()));
    List<String> broken =
        answer.getPluginsList().stream()
            .filter(each -> !each.getIntact())
            .map(PluginVerification::getIdentity)
            .map(identity -> identity.getName())
            .toList();
    if (!broken.isEmpty()) {
      throw new CommandException(
          ExitCode.FAILED,
          "not intact: " + String.join(", ", broken) + "; install the publisher's jar again");
    }
  }

  @Command(
      name = "history",
      description = "Shows the last changes, the latest first.",
      mixinStandardHelpOptions = true)
  void history(
      @Mixin NodeOptions node,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
          int limit,
      @Option(names = "--json", description = JSON) boolean json) {
    if (limit < 1 || limit > 1000) {
      throw new ParameterException(
          spec.commandLine().getSubcommands().get("history"),
          "--limit is " + limit + ", expected 1 to 1000");
    }
    ask(
        node,
        json,
        client -> client.history(limit),
        answer -> ReportText.history(answer.getReportsList()));
  }

  @Command(
      name = "plan",
      description = {
        "Shows what a change would do, and changes nothing.",
        "plan FILE is short for plan install FILE."
      },
      mixinStandardHelpOptions = true)
  void plan(
      @Mixin NodeOptions node,
      @Parameters(
              arity = "1..2",
              paramLabel = "[CHANGE] FILE|NAME",
              description = "install FILE, update FILE, remove NAME, enable NAME or disable NAME.")
          List<String> words,
      @Option(names = "--json", description = JSON) boolean json) {
    Subject subject =
        words.size() == 1
            ? Subject.of(PluginAction.PLUGIN_ACTION_INSTALL, words.getFirst())
            : Subject.of(words.getFirst(), words.getLast());
    var plan =
        ask(
            node,
            json,
            client -> client.plan(subject.change(client)),
            io.ghostbridge.plugin.operator.text.PlanText::lines);
    if (plan.getProblemsCount() > 0) {
      throw new CommandException(ExitCode.FAILED, plan.getProblems(0).getText());
    }
  }

  @Command(
      name = "install",
      description = {
        "Installs a plugin and starts it; updates it if one of its name is installed.",
        "Shows the plan first and asks."
      },
      mixinStandardHelpOptions = true)
  void install(
      @Mixin ChangeOptions options,
      @Parameters(paramLabel = "FILE", description = FILE) Path file) {
    make(options, PluginAction.PLUGIN_ACTION_INSTALL, file.toString());
  }

  @Command(
      name = "update",
      description = {
        "Replaces a plugin by another version of it; the old one serves again if the new one fails.",
        "Shows the plan first and asks."
      },
      mixinStandardHelpOptions = true)
  void update(
      @Mixin ChangeOptions options,
      @Parameters(paramLabel = "FILE", description = FILE) Path file) {
    make(options, PluginAction.PLUGIN_ACTION_UPDATE, file.toString());
  }

  @Command(
      name = "remove",
      description = {
        "Removes a plugin, and tells what of it is left in the process.",
        "Shows the plan first and asks."
      },
      mixinStandardHelpOptions = true)
  void remove(
      @Mixin ChangeOptions options,
      @Parameters(paramLabel = "NAME", description = NAME) String name) {
    make(options, PluginAction.PLUGIN_ACTION_REMOVE, name);
  }

  @Command(
      name = "enable",
      description = "Starts a plugin that was disabled or has failed, now and with the node.",
      mixinStandardHelpOptions = true)
  void enable(
      @Mixin ChangeOptions options,
      @Parameters(paramLabel = "NAME", description = NAME) String name) {
    make(options, PluginAction.PLUGIN_ACTION_ENABLE, name);
  }

  @Command(
      name = "disable",
      description = "Stops a plugin; it stays installed and does not start with the node.",
      mixinStandardHelpOptions = true)
  void disable(
      @Mixin ChangeOptions options,
      @Parameters(paramLabel = "NAME", description = NAME) String name) {
    make(options, PluginAction.PLUGIN_ACTION_DISABLE, name);
  }

  private void make(ChangeOptions options, PluginAction action, String what) {
    Subject subject = Subject.of(action, what);
    try (AdminClient client = AdminClient.connect(options.node())) {
      PluginChange change = subject.change(client);
      new ChangeFlow(options.agreement(), Terminal.ofProcess(), spec.commandLine().getOut())
          .run(client, change);
    }
  }
}
