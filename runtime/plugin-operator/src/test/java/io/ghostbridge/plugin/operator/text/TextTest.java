package io.ghostbridge.plugin.operator.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.proto.admin.v1.PluginAction;
import io.ghostbridge.proto.admin.v1.PluginDependent;
import io.ghostbridge.proto.admin.v1.PluginIdentity;
import io.ghostbridge.proto.admin.v1.PluginInfo;
import io.ghostbridge.proto.admin.v1.PluginMissing;
import io.ghostbridge.proto.admin.v1.PluginOffer;
import io.ghostbridge.proto.admin.v1.PluginOfferKind;
import io.ghostbridge.proto.admin.v1.PluginOutcome;
import io.ghostbridge.proto.admin.v1.PluginPhase;
import io.ghostbridge.proto.admin.v1.PluginPhaseDuration;
import io.ghostbridge.proto.admin.v1.PluginPlan;
import io.ghostbridge.proto.admin.v1.PluginProblem;
import io.ghostbridge.proto.admin.v1.PluginReport;
import io.ghostbridge.proto.admin.v1.PluginState;
import io.ghostbridge.proto.admin.v1.PluginWire;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
  private static PluginIdentity identity(String version, String sha256, String publisher) {
    return PluginIdentity.newBuilder()
        .setName("org.example.hosts")
        .setVersion(version)
        .setSha256(sha256)
        .setPublisher(publisher)
        .build();
  }

  @Test
  void aPlanSaysEverythingThatItHolds() {
    PluginPlan plan =
        PluginPlan.newBuilder()
            .setAction(PluginAction.PLUGIN_ACTION_UPDATE)
            .setBefore(identity("1.0.0", "aa", "CN=A"))
            .setAfter(identity("1.1.0", "bb", "CN=B"))
            .addWires(PluginWire.newBuilder().setRequirement("package p").setProvider("api 1"))
            .addWires(PluginWire.newBuilder().setRequirement("package java.io"))
            .addWires(PluginWire.newBuilder().setRequirement("package java.net"))
            .addMissing(
                PluginMissing.newBuilder()
                    .setRequirement("package q [2,3)")
                    .setRemedy("api has 1.0")
                    .setMandatory(true))
            .addRefreshed("org.example.hosts 1.0.0")
            .addRefreshed("org.example.other 3.0.0")
            .addRefreshedOthers("org.example.other 3.0.0")
            .addGained(
                PluginOffer.newBuilder()
                    .setKind(PluginOfferKind.PLUGIN_OFFER_KIND_DNS_ZONE)
                    .setName("hosts.example"))
            .addLost(
                PluginOffer.newBuilder()
                    .setKind(PluginOfferKind.PLUGIN_OFFER_KIND_RPC_METHOD)
                    .setName("x.Y/Z"))
            .addDependents(
                PluginDependent.newBuilder().setBundle("names 0.1.0").setUses("service S"))
            .addRequested("native")
            .addRequested("key;role=\"node\"")
            .addUnapproved("publisher;name=\"CN=B\"")
            .addUnapproved("native")
            .addProblems(PluginProblem.newBuilder().setReason("MISSING").setText("q is missing"))
            .build();
    assertThat(PlanText.lines(plan))
        .containsExactly(
            "update org.example.hosts 1.0.0 -> 1.1.0",
            "  sha256      bb",
            "  publisher   CN=B  (another; before: CN=A)",
            "  resolves    package p  by  api 1",
            "              2 packages of Java",
            "  missing     package q [2,3); api has 1.0",
            "  restarts    org.example.hosts 1.0.0",
            "              org.example.other 3.0.0 (needs --refresh-others)",
            "  comes       dns zone hosts.example",
            "  goes        rpc method x.Y/Z",
            "  used by     names 0.1.0 uses service S",
            "  asks for    native  (new)",
            "              key;role=\"node\"  (approved)",
            "  refused     q is missing");
  }

  @Test
  void whatIsRemovedStopsAndOthersRestart() {
    PluginPlan plan =
        PluginPlan.newBuilder()
            .setAction(PluginAction.PLUGIN_ACTION_REMOVE)
            .setBefore(identity("1.0.0", "aa", "CN=A"))
            .addRefreshed("org.example.hosts 1.0.0")
            .addRefreshed("org.example.other 3.0.0")
            .build();
    assertThat(PlanText.lines(plan))
        .containsExactly(
            "remove org.example.hosts 1.0.0",
            "  stops       org.example.hosts 1.0.0",
            "  restarts    org.example.other 3.0.0");
  }

  @Test
  void aReportSaysHowLongEachPhaseTookAndWhatIsLeft() {
    PluginReport report =
        PluginReport.newBuilder()
            .setAction(PluginAction.PLUGIN_ACTION_REMOVE)
            .setName("org.example.hosts")
            .setBefore(identity("1.0.0", "aa", ""))
            .setOutcome(PluginOutcome.PLUGIN_OUTCOME_LINGERING)
            .addDurations(
                PluginPhaseDuration.newBuilder()
                    .setPhase(PluginPhase.PLUGIN_PHASE_DRAIN)
                    .setMicros(1520))
            .addDurations(
                PluginPhaseDuration.newBuilder()
                    .setPhase(PluginPhase.PLUGIN_PHASE_UNLOAD)
                    .setMicros(10_000_000))
            .addResidue("thread watcher\n  at org.example.Hosts.run")
            .build();
    assertThat(ReportText.lines(report))
        .containsExactly(
            "remove org.example.hosts 1.0.0: in effect, but the old version is still in the process:"
                + " one thing is left of it",
            "  took        drain 1.5 ms, unload 10.00 s",
            "  left        thread watcher",
            "                at org.example.Hosts.run");
  }

  @Test
  void eachPluginIsALineInColumns() {
    PluginInfo plugin =
        PluginInfo.newBuilder()
            .setIdentity(identity("1.0.0", "aa", ""))
            .setState(PluginState.PLUGIN_STATE_FAILED)
            .setWhy("it threw")
            .build();
    assertThat(PluginText.list(List.of(plugin)))
        .containsExactly(
            "NAME               VERSION  STATE   CALLS  ERRORS  PUBLISHER   WHY",
            "org.example.hosts  1.0.0    failed  0      0       not signed  it threw");
    assertThat(PluginText.list(List.of())).containsExactly("no plugins are installed");
    assertThat(PluginText.info(plugin)).contains("  state       failed: it threw");
  }

  @Test
  void whatAJarSaysCannotMoveTheCursorOrTurnTheText() {
    PluginPlan plan =
        PluginPlan.newBuilder()
            .setAction(PluginAction.PLUGIN_ACTION_INSTALL)
            .setAfter(identity("1.0.0\u001b[2J", "aa", "CN=A\r\nB\u202e"))
            .build();
    assertThat(String.join("", PlanText.lines(plan)))
        .doesNotContain("\u001b", "\r", "\n", "\u202e")
        .contains("CN=A??B?");
  }
}
