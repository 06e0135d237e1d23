package io.ghostbridge.it.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginPlan;
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

/** What a plugin sees of the container, and who approves it. */
@ExtendWith(BundleContextExtension.class)
class LeastPrivilegeTest {
  private static final String ECHO = "org.example.ghost.echo";
  private static final String MANAGER = "io.ghostbridge.api.plugin.PluginManager";

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

  private static PluginJar asking(String version, String capabilities) {
    return PluginJar.echo(version).header("Ghost-Capabilities", capabilities);
  }

  @Test
  void aPluginFindsItsOwnServicesAndThoseThatItsComponentsAreMadeWith() throws Exception {
    plugins.install(PluginJar.echo("1.0.0").write(directory));
    assertThat(plugins.ask("sees").orElseThrow().strip().split(" "))
        .containsOnly(
            "java.util.function.Supplier",
            "io.ghostbridge.api.plugin.PluginHealthCheck",
            "org.osgi.service.cm.ConfigurationAdmin");
  }

  @Test
  void aServiceIsFoundOnceItWasAskedForAndApproved() throws Exception {
    Path jar = asking("1.0.0", "service;interface=\"" + MANAGER + "\"").write(directory);
    PluginPlan plan = plugins.manager().plan(new PluginChange.Install(jar));
    assertThat(plan.unapproved())
        .containsExactlyElementsOf(PluginCapability.parse("service;interface=\"" + MANAGER + "\""));
    assertThatThrownBy(() -> plugins.manager().apply(plan, PluginApproval.NONE, progress -> {}))
        .hasFieldOrPropertyWithValue("reason", "APPROVAL_REQUIRED")
        .hasMessageContaining(MANAGER);
    assertThat(plugins.manager().list()).isEmpty();

    assertThat(plugins.install(jar).outcome()).isEqualTo(Outcome.DONE);
    assertThat(plugins.ask("sees").orElseThrow()).contains(MANAGER).doesNotContain("PluginGuard");
    assertThat(plugins.manager().info(ECHO).approved()).isEqualTo(plan.unapproved());
  }

  @Test
  void anUpdateThatAsksForMoreAsksAgainForThatAlone() throws Exception {
    plugins.install(asking("1.0.0", "network;host=\"a.example\";port=\"443\"").write(directory));
    PluginPlan plan =
        plugins
            .manager()
            .plan(
                new PluginChange.Update(
                    asking(
                            "1.1.0",
                            "network;host=\"a.example\";port=\"443\","
                                + "files;path=\"/etc/hosts\";access=\"read\"")
                        .write(directory)));
    assertThat(plan.requested()).hasSize(2);
    assertThat(plan.unapproved())
        .containsExactlyElementsOf(
            PluginCapability.parse("files;path=\"/etc/hosts\";access=\"read\""));
    assertThatThrownBy(() -> plugins.manager().apply(plan, PluginApproval.NONE, progress -> {}))
        .hasFieldOrPropertyWithValue("reason", "APPROVAL_REQUIRED")
        .hasMessageContaining("/etc/hosts")
        .hasMessageNotContaining("a.example");
  }

  @Test
  void anUpdateThatAsksForLessLosesTheRest() throws Exception {
    plugins.install(asking("1.0.0", "service;interface=\"" + MANAGER + "\"").write(directory));
    plugins.install(PluginJar.echo("1.1.0").write(directory));
    assertThat(plugins.manager().info(ECHO).approved()).isEmpty();
    assertThat(plugins.ask("sees").orElseThrow()).doesNotContain(MANAGER);
  }

  @Test
  void packagesThatAreTheRuntimesOwnCannotBeImported() throws Exception {
    Path jar =
        PluginJar.echo("1.0.0")
            .header("Import-Package", "org.osgi.framework,org.osgi.framework.wiring")
            .write(directory);
    assertThatThrownBy(() -> plugins.install(jar))
        .hasFieldOrPropertyWithValue("reason", "MISSING_REQUIREMENT")
        .hasMessageContaining("not for plugins");
  }

  @Test
  void aServiceThatIsUsedButNotAskedForIsNamed() throws Exception {
    Path jar =
        PluginJar.echo("1.0.0")
            .header(
                "Require-Capability",
                "osgi.service;filter:=\"(objectClass=" + MANAGER + ")\";effective:=active")
            .write(directory);
    assertThatThrownBy(() -> plugins.install(jar))
        .hasFieldOrPropertyWithValue("reason", "UNDECLARED_SERVICE")
        .hasMessageContaining("service;interface=\"" + MANAGER + "\"");
  }

  @Test
  void aPluginCannotTakeTheNameOfABundleOfTheRuntime() throws Exception {
    Path jar = PluginJar.named("io.ghostbridge.transport.http2", "9.0.0").write(directory);
    assertThatThrownBy(() -> plugins.install(jar)).hasFieldOrProperty("reason");
    assertThat(plugins.manager().list()).isEmpty();
  }
}
