package io.ghostbridge.it.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.plugin.PluginInfo.State;
import io.ghostbridge.api.plugin.PluginReport;
import io.ghostbridge.api.plugin.PluginReport.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** A plugin that does not come back is reported, and never as gone. */
@ExtendWith(BundleContextExtension.class)
class HangingPluginTest {
  private static final String ECHO = "org.example.ghost.echo";
  private static final String STOP = "org.example.ghost.stop";

  @TempDir Path directory;

  private Plugins plugins;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) throws Exception {
    plugins = Plugins.of(context);
    plugins.clear();
  }

  @AfterEach
  void clear() throws Exception {
    System.setProperty(STOP, "true");
    try {
      plugins.clear();
      assertThat(Waiting.until(() -> lingering() == 0)).as("what hung is gone").isTrue();
    } finally {
      System.clearProperty(STOP);
    }
  }

  private long lingering() {
    System.gc();
    return plugins.manager().list().stream()
        .filter(info -> info.state() == State.LINGERING)
        .count();
  }

  @Test
  void aStopThatAnInterruptEndsIsAStop() throws Exception {
    plugins.install(PluginJar.echo("1.0.0").behaviour("stop", "hang").write(directory));
    PluginReport report = plugins.install(PluginJar.echo("1.1.0").write(directory));
    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.DONE);
    assertThat(plugins.ask("echo")).hasValue("1.1.0");
  }

  @Test
  void aRemovedPluginWhoseStopNeverEndsLingersWithItsStack() throws Exception {
    plugins.install(PluginJar.echo("1.0.0").behaviour("stop", "spin").write(directory));
    PluginReport report = plugins.remove(ECHO);
    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.LINGERING);
    assertThat(report.residue().toString()).contains("EchoActivator.spin");
    assertThat(plugins.state(ECHO)).isEqualTo(State.LINGERING);
    assertThat(plugins.ask("echo")).as("what hangs offers nothing").isEmpty();
  }

  @Test
  void ofAVersionWhoseStartNeverEndsTheOldOneIsRestoredAndTheNewOneLingers() throws Exception {
    plugins.install(PluginJar.echo("1.0.0").write(directory));
    PluginReport report =
        plugins.install(PluginJar.echo("2.0.0").behaviour("start", "spin").write(directory));
    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.why()).contains("EchoActivator.spin");
    assertThat(plugins.ask("echo")).hasValue("1.0.0");
    assertThat(plugins.manager().list())
        .anyMatch(
            info -> info.state() == State.LINGERING && info.identity().version().equals("2.0.0"));
  }
}
