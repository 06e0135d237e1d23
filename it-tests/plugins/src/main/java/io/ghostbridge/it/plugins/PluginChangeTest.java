package io.ghostbridge.it.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginInfo.State;
import io.ghostbridge.api.plugin.PluginPlan;
import io.ghostbridge.api.plugin.PluginProgress;
import io.ghostbridge.api.plugin.PluginProgress.Phase;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.api.plugin.PluginReport.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** A plugin comes, is replaced, and goes; or what was before is restored. */
@ExtendWith(BundleContextExtension.class)
class PluginChangeTest {
  private static final String ECHO = "org.example.ghost.echo";

  @TempDir Path directory;

  private Plugins plugins;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) throws Exception {
    plugins = Plugins.of(context);
    plugins.clear();
  }

  @AfterEach
  void clear() throws Exception {
    plugins.clear();
  }

  @Test
  void anInstalledPluginServesAndARemovedOneIsGone() throws Exception {
    PluginReport installed = plugins.install(PluginJar.echo("1.0.0").write(directory));
    assertThat(installed.outcome()).as(installed.why()).isEqualTo(Outcome.DONE);
    assertThat(plugins.ask("echo")).hasValue("1.0.0");
    assertThat(plugins.state(ECHO)).isEqualTo(State.ACTIVE);

    PluginReport removed = plugins.remove(ECHO);
    assertThat(removed.residue()).isEmpty();
    assertThat(removed.outcome()).isEqualTo(Outcome.DONE);
    assertThat(plugins.ask("echo")).isEmpty();
    assertThat(plugins.manager().list()).isEmpty();
  }

  @Test
  void anUpdateServesTheNewVersionAndNothingOfTheOldOneIsLeft() throws Exception {
    plugins.install(PluginJar.echo("1.0.0").write(directory));
    List<Phase> phases = new ArrayList<>();
    PluginPlan plan =
        plugins.manager().plan(new PluginChange.Install(PluginJar.echo("1.1.0").write(directory)));
    assertThat(plan.action()).isEqualTo(PluginChange.Action.UPDATE);
    PluginReport report =
        plugins
            .manager()
            .apply(
                plan,
                PluginApproval.NONE,
                progress -> {
                  if (phases.isEmpty() || phases.getLast() != progress.phase()) {
                    phases.add(progress.phase());
                  }
                });
    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.DONE);
    assertThat(plugins.ask("echo")).hasValue("1.1.0");
    assertThat(phases)
        .containsExactly(
            Phase.VERIFY,
            Phase.STAGE,
            Phase.RESOLVE,
            Phase.DRAIN,
            Phase.SWITCH,
            Phase.HEALTH,
            Phase.COMMIT,
            Phase.UNLOAD);
    assertThat(report.durationsMicros().keySet()).containsExactlyElementsOf(phases);
    assertThat(plugins.manager().history(1)).containsExactly(report);
  }

  @Test
  void ofAVersionThatDoesNotStartTheOldOneIsRestored() throws Exception {
    rollsBack(
        PluginJar.echo("2.0.0").behaviour("start", "fail"), "ACTIVATION_FAILED", "disk is full");
  }

  @Test
  void ofAVersionThatHangsWhenItStartsTheOldOneIsRestored() throws Exception {
    rollsBack(
        PluginJar.echo("2.0.0").behaviour("start", "hang"), "ACTIVATION_TIMED_OUT", "1500 ms");
  }

  @Test
  void ofAVersionWhoseHealthCheckFailsTheOldOneIsRestored() throws Exception {
    rollsBack(PluginJar.echo("2.0.0").behaviour("health", "fail"), "UNHEALTHY", "does not answer");
  }

  @Test
  void ofAVersionWhoseHealthCheckHangsTheOldOneIsRestored() throws Exception {
    rollsBack(
        PluginJar.echo("2.0.0").behaviour("health", "hang"), "HEALTH_CHECK_TIMED_OUT", "1500 ms");
  }

  @Test
  void ofAVersionWhoseComponentFailsTheOldOneIsRestored() throws Exception {
    rollsBack(
        component("immediate=\"true\" activate=\"activate\"", ""), "COMPONENT_FAILED", "no key");
  }

  @Test
  void ofAVersionWhoseComponentWaitsForAServiceTheOldOneIsRestored() throws Exception {
    rollsBack(
        component("", "<reference name=\"r\" interface=\"java.util.concurrent.Callable\"/>"),
        "COMPONENT_WAITING",
        "java.util.concurrent.Callable");
  }

  private static PluginJar component(String attributes, String content) {
    return PluginJar.echo("2.0.0")
        .header("Service-Component", "OSGI-INF/broken.xml")
        .resource(
            "OSGI-INF/broken.xml",
            "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"broken\" "
                + attributes
                + "><implementation class=\"org.example.ghost.echo.BrokenComponent\"/>"
                + content
                + "</scr:component>");
  }

  private void rollsBack(PluginJar bad, String reason, String why) throws Exception {
    plugins.install(PluginJar.echo("1.0.0").write(directory));
    PluginReport report = plugins.install(bad.write(directory));
    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.reason()).isEqualTo(reason);
    assertThat(report.why()).contains(why);
    assertThat(plugins.ask("echo")).hasValue("1.0.0");
    assertThat(plugins.manager().info(ECHO).identity().version()).isEqualTo("1.0.0");
    assertThat(plugins.state(ECHO)).isEqualTo(State.ACTIVE);
    assertThat(plugins.manager().verify()).allMatch(verification -> verification.intact());
  }

  @Test
  void aFirstVersionThatDoesNotWorkIsNotInstalled() throws Exception {
    PluginReport report =
        plugins.install(PluginJar.echo("1.0.0").behaviour("start", "fail").write(directory));
    assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(plugins.manager().list()).isEmpty();
  }

  @Test
  void aDisabledPluginStopsAndStaysInstalled() throws Exception {
    plugins.install(PluginJar.echo("1.0.0").write(directory));
    assertThat(plugins.make(new PluginChange.Disable(ECHO)).outcome()).isEqualTo(Outcome.DONE);
    assertThat(plugins.ask("echo")).isEmpty();
    assertThat(plugins.state(ECHO)).isEqualTo(State.DISABLED);

    assertThat(plugins.install(PluginJar.echo("1.1.0").write(directory)).outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(plugins.ask("echo")).as("a disabled plugin's update").isEmpty();

    assertThat(plugins.make(new PluginChange.Enable(ECHO)).outcome()).isEqualTo(Outcome.DONE);
    assertThat(plugins.ask("echo")).hasValue("1.1.0");
  }

  @Test
  void aThreadThatARemovedPluginLeftIsReportedByName() throws Exception {
    plugins.install(PluginJar.echo("1.0.0").behaviour("thread", "echo-poller").write(directory));
    PluginReport report = plugins.remove(ECHO);
    assertThat(report.outcome()).isEqualTo(Outcome.LINGERING);
    assertThat(report.residue().toString()).contains("echo-poller").contains("EchoActivator");
    assertThat(plugins.state(ECHO)).isEqualTo(State.LINGERING);
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("echo-poller"))
        .forEach(Thread::interrupt);
    assertThat(
            Waiting.until(
                () -> {
                  System.gc();
                  return plugins.manager().list().isEmpty();
                }))
        .isTrue();
  }

  @Test
  void aPlanThatIsNoLongerTrueIsRefused() throws Exception {
    Path jar = PluginJar.echo("1.0.0").write(directory);
    PluginPlan plan = plugins.manager().plan(new PluginChange.Install(jar));
    PluginJar.echo("1.0.0").behaviour("other", "content").write(directory);
    assertThatThrownBy(
            () -> plugins.manager().apply(plan, PluginApproval.NONE, PluginChangeTest::ignore))
        .hasFieldOrPropertyWithValue("reason", "STALE_PLAN");
    assertThat(plugins.manager().list()).isEmpty();
  }

  private static void ignore(PluginProgress progress) {
    // What happens on the way is not asked.
  }
}
