package io.ghostbridge.cli.plugin;

import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import io.ghostbridge.plugin.operator.consent.Consent;
import io.ghostbridge.plugin.operator.text.PlanText;
import io.ghostbridge.plugin.operator.text.ReportText;
import io.ghostbridge.proto.admin.v1.ApplyRequest;
import io.ghostbridge.proto.admin.v1.ApplyResponse;
import io.ghostbridge.proto.admin.v1.PluginChange;
import io.ghostbridge.proto.admin.v1.PluginOutcome;
import io.ghostbridge.proto.admin.v1.PluginPlan;
import io.ghostbridge.proto.admin.v1.PluginReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** A change from its plan to its report: shows, asks, makes, tells. */
final class ChangeFlow {
  private final Agreement agreement;
  private final Terminal terminal;
  private final PrintWriter out;

  ChangeFlow(Agreement agreement, Terminal terminal, PrintWriter out) {
    this.agreement = agreement;
    this.terminal = terminal;
    this.out = out;
  }

  /**
   * Makes a change after its plan was shown and agreed to.
   *
   * @throws CommandException if nothing was changed, or not as planned
   */
  void run(AdminClient client, PluginChange change) {
    PluginPlan plan = client.plan(change);
    show(plan);
    make(client, plan);
  }

  /**
   * Installs an uploaded jar, or puts it in the place of what is installed, if it is another.
   *
   * @return whether it was another
   */
  boolean replace(AdminClient client, String sha256) {
    PluginPlan plan = client.plan(PluginChange.newBuilder().setInstallSha256(sha256).build());
    if (plan.hasBefore() && plan.getBefore().getSha256().equals(plan.getAfter().getSha256())) {
      out.println("it is what is installed already");
      out.flush();
      return false;
    }
    show(plan);
    make(client, plan);
    if (plan.getAfter().getPublisher().isEmpty()) {
      out.println("not signed: it runs here only because allowUnsigned is set, for development");
    }
    return true;
  }

  private void make(AdminClient client, PluginPlan plan) {
    if (plan.getProblemsCount() > 0) {
      throw new CommandException(ExitCode.FAILED, plan.getProblems(0).getText());
    }
    List<String> approved = consent(plan);
    PluginReport report =
        client.apply(
            ApplyRequest.newBuilder()
                .setChange(plan.getChange())
                .setPlanId(plan.getId())
                .addAllApprovedCapabilities(approved)
                .setRefreshOthers(agreement.refreshOthers())
                .build(),
            this::progress);
    tell(report);
  }

  private void show(PluginPlan plan) {
    if (agreement.json()) {
      out.println(JsonText.event("plan", plan));
    } else {
      PlanText.lines(plan).forEach(out::println);
    }
    out.flush();
  }

  /** What the operator approves; asks if somebody is there to answer. */
  private List<String> consent(PluginPlan plan) {
    if (plan.getRefreshedOthersCount() > 0 && !agreement.refreshOthers()) {
      throw unchanged(
          String.join(", ", plan.getRefreshedOthersList())
              + " would restart as well: add --refresh-others to agree");
    }
    Consent consent;
    try {
      consent = Consent.of(plan.getUnapprovedList(), agreement.approvals());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    boolean asks = terminal.isThere() && !agreement.json();
    consent = publisherConsent(plan, consent, asks);
    if (!consent.open().isEmpty()) {
      if (!asks || !terminal.agrees(plan.getAfter().getName() + " may have what is new above?")) {
        throw unchanged(
            "approve "
                + String.join(", ", consent.open())
                + " with --approve, or everything with --approve all");
      }
      consent = new Consent(plan.getUnapprovedList(), List.of());
    }
    if (!agreement.yes()) {
      if (!asks) {
        throw unchanged("there is no terminal to ask at: add --yes to make the change");
      }
      if (!terminal.agrees("Make this change?")) {
        throw unchanged("you did not say yes");
      }
    }
    return consent.approved();
  }

  /** Asked by itself: whoever is trusted for one plugin is not thereby for all. */
  private Consent publisherConsent(PluginPlan plan, Consent consent, boolean asks) {
    Optional<String> publisher = consent.openPublisher();
    if (publisher.isEmpty()) {
      return consent;
    }
    String name = plan.getAfter().getName();
    if (!asks || !terminal.agrees(name + " may come from another publisher, as shown above?")) {
      throw unchanged(
          name
              + " comes from another publisher than what is installed; if that is right, add"
              + " --approve '"
              + publisher.get()
              + "' ('all' does not include it)");
    }
    return consent.with(publisher.get());
  }

  private static CommandException unchanged(String why) {
    return new CommandException(ExitCode.FAILED, "nothing was changed: " + why);
  }

  private void progress(ApplyResponse event) {
    out.println(
        agreement.json()
            ? JsonText.event("progress", event.getProgress())
            : "  " + ReportText.progress(event.getProgress()));
    out.flush();
  }

  private void tell(PluginReport report) {
    if (agreement.json()) {
      out.println(JsonText.event("report", report));
    } else if (report.getOutcome() == PluginOutcome.PLUGIN_OUTCOME_DONE) {
      ReportText.lines(report).forEach(out::println);
    } else {
      // How it ended is what the command fails with.
      ReportText.details(report).forEach(out::println);
    }
    out.flush();
    switch (report.getOutcome()) {
      case PLUGIN_OUTCOME_DONE -> {}
      case PLUGIN_OUTCOME_LINGERING ->
          throw new CommandException(
              ExitCode.LINGERING,
              ReportText.summary(report) + "; a restart of the node ends what is left");
      default -> throw new CommandException(ExitCode.FAILED, ReportText.summary(report));
    }
  }
}
