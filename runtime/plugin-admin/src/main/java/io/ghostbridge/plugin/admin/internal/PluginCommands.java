package io.ghostbridge.plugin.admin.internal;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginChange.Action;
import io.ghostbridge.api.plugin.PluginException;
import io.ghostbridge.api.plugin.PluginManager;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.plugin.operator.consent.Consent;
import io.ghostbridge.plugin.operator.text.PlanText;
import io.ghostbridge.plugin.operator.text.PluginText;
import io.ghostbridge.plugin.operator.text.ReportText;
import io.ghostbridge.proto.admin.v1.PluginOutcome;
import io.ghostbridge.proto.admin.v1.PluginReport;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell's {@code plugin:list}, {@code plugin:install} and so on: the command line's text. */
@Component(
    service = PluginCommands.class,
    property = {
      CommandProcessor.COMMAND_SCOPE + "=plugin",
      CommandProcessor.COMMAND_FUNCTION + "=list",
      CommandProcessor.COMMAND_FUNCTION + "=info",
      CommandProcessor.COMMAND_FUNCTION + "=plan",
      CommandProcessor.COMMAND_FUNCTION + "=install",
      CommandProcessor.COMMAND_FUNCTION + "=update",
      CommandProcessor.COMMAND_FUNCTION + "=remove",
      CommandProcessor.COMMAND_FUNCTION + "=enable",
      CommandProcessor.COMMAND_FUNCTION + "=disable",
      CommandProcessor.COMMAND_FUNCTION + "=verify",
      CommandProcessor.COMMAND_FUNCTION + "=history"
    })
public final class PluginCommands {
  private static final int DEFAULT_HISTORY = 20;
  private static final int MAX_HISTORY = 1000;

  private final PluginManager manager;

  /** Commands in front of {@code manager}. */
  @Activate
  public PluginCommands(@Reference PluginManager manager) {
    this.manager = manager;
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines);
  }

  /** All plugins, one a line. */
  public String list() {
    return text(PluginText.list(manager.list().stream().map(Messages::of).toList()));
  }

  /** One plugin. */
  public String info(String name) throws CommandFailure {
    try {
      return text(PluginText.info(Messages.of(manager.info(name))));
    } catch (PluginException e) {
      throw new CommandFailure(e);
    }
  }

  /** What a second look at all jars finds. */
  public String verify() {
    return text(PluginText.verification(manager.verify().stream().map(Messages::of).toList()));
  }

  /** The last changes. */
  public String history() {
    return text(
        ReportText.history(manager.history(DEFAULT_HISTORY).stream().map(Messages::of).toList()));
  }

  /** The last {@code limit} changes. */
  public String history(int limit) throws CommandFailure {
    if (limit < 1 || limit > MAX_HISTORY) {
      throw new CommandFailure("the limit is " + limit + "; expected 1 to " + MAX_HISTORY);
    }
    return text(ReportText.history(manager.history(limit).stream().map(Messages::of).toList()));
  }

  /** What a change would do: {@code plan FILE}, {@code plan remove NAME}. */
  public String plan(String... words) throws CommandFailure {
    String usage = "plugin:plan [install | update | remove | enable | disable] FILE-OR-NAME";
    boolean named = words.length == 2;
    Action action = named ? action(words[0], usage) : Action.INSTALL;
    ChangeArguments arguments =
        ChangeArguments.parse(usage, named ? Arrays.copyOfRange(words, 1, 2) : words);
    return text(PlanText.lines(message(plan(arguments.change(action)))));
  }

  private static Action action(String word, String usage) throws CommandFailure {
    try {
      return Action.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("'" + word + "' is no change; usage: " + usage);
    }
  }

  /** Installs a jar, or updates the plugin of its name. */
  public void install(CommandSession session, String... arguments) throws CommandFailure {
    make(session, Action.INSTALL, "FILE", arguments);
  }

  /** Updates the plugin of a jar's name. */
  public void update(CommandSession session, String... arguments) throws CommandFailure {
    make(session, Action.UPDATE, "FILE", arguments);
  }

  /** Removes a plugin. */
  public void remove(CommandSession session, String... arguments) throws CommandFailure {
    make(session, Action.REMOVE, "NAME", arguments);
  }

  /** Starts a plugin, now and at each start. */
  public void enable(CommandSession session, String... arguments) throws CommandFailure {
    make(session, Action.ENABLE, "NAME", arguments);
  }

  /** Stops a plugin that stays installed. */
  public void disable(CommandSession session, String... arguments) throws CommandFailure {
    make(session, Action.DISABLE, "NAME", arguments);
  }

  private void make(CommandSession session, Action action, String what, String... words)
      throws CommandFailure {
    String name = action.name().toLowerCase(Locale.ROOT);
    String usage =
        "plugin:" + name + " " + what + " [--yes] [--approve CAPABILITY | all] [--refresh-others]";
    ChangeArguments arguments = ChangeArguments.parse(usage, words);
    PrintStream out = session.getConsole();
    PluginPlan plan = plan(arguments.change(action));
    PlanText.lines(message(plan)).forEach(out::println);
    if (!plan.isApplicable()) {
      throw new CommandFailure(plan.problems().getFirst().text());
    }
    PluginApproval approval = approval(plan, arguments);
    if (!arguments.yes()) {
      throw new CommandFailure("nothing was changed; add --yes to make this change");
    }
    PluginReport report = apply(plan, approval, out);
    if (report.getOutcome() != PluginOutcome.PLUGIN_OUTCOME_DONE) {
      ReportText.details(report).forEach(out::println);
      throw new CommandFailure(ReportText.summary(report));
    }
    ReportText.lines(report).forEach(out::println);
  }

  private PluginPlan plan(PluginChange change) throws CommandFailure {
    try {
      return manager.plan(change);
    } catch (PluginException e) {
      throw new CommandFailure(e);
    }
  }

  private PluginReport apply(PluginPlan plan, PluginApproval approval, PrintStream out)
      throws CommandFailure {
    try {
      return Messages.of(
          manager.apply(
              plan,
              approval,
              progress -> {
                out.println("  " + ReportText.progress(Messages.of(progress)));
                out.flush();
              }));
    } catch (PluginException e) {
      throw new CommandFailure(e);
    }
  }

  private static PluginApproval approval(PluginPlan plan, ChangeArguments arguments)
      throws CommandFailure {
    List<String> asked = plan.unapproved().stream().map(PluginCapability::toString).toList();
    Consent consent;
    try {
      consent = Consent.of(asked, arguments.approvals());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e);
    }
    if (consent.openPublisher().isPresent()) {
      throw new CommandFailure(
          "nothing was changed; it comes from another publisher than what is installed: if that is"
              + " right, add --approve '"
              + consent.openPublisher().get()
              + "' ('all' does not include it)");
    }
    if (!consent.open().isEmpty()) {
      throw new CommandFailure(
          "nothing was changed; approve "
              + String.join(", ", consent.open())
              + " with --approve (in single quotes), or everything with --approve all");
    }
    if (!plan.refreshedOthers().isEmpty() && !arguments.refreshOthers()) {
      throw new CommandFailure(
          "nothing was changed; "
              + String.join(", ", plan.refreshedOthers())
              + " would restart as well: add --refresh-others to agree");
    }
    Set<PluginCapability> approved = new LinkedHashSet<>();
    consent.approved().forEach(text -> approved.addAll(PluginCapability.parse(text)));
    return new PluginApproval(approved, arguments.refreshOthers());
  }

  /** The plan's text does not need the change as a client would have asked for it. */
  private static io.ghostbridge.proto.admin.v1.PluginPlan message(PluginPlan plan) {
    return Messages.of(plan, io.ghostbridge.proto.admin.v1.PluginChange.getDefaultInstance());
  }
}
