package io.ghostbridge.it.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.plugin.PluginApproval;
import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginInfo.State;
import io.ghostbridge.api.plugin.PluginOffer;
import io.ghostbridge.api.plugin.PluginPlan;
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

/** What a change means for other plugins, and what a plan says of it. */
@ExtendWith(BundleContextExtension.class)
class PluginDependentsTest {
  private static final String SHARED = "org.example.ghost.shared";
  private static final String USER = "org.example.ghost.user";

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

  private static PluginJar shared(String version, String exported) {
    return PluginJar.named(SHARED, version)
        .header("Export-Package", SHARED + ";version=\"" + exported + "\"")
        .classes(SHARED);
  }

  private static PluginJar user() {
    return PluginJar.named(USER, "1.0.0")
        .header("Bundle-Activator", USER + ".UserActivator")
        .header("Import-Package", "org.osgi.framework," + SHARED + ";version=\"[1,2)\"")
        .classes(USER);
  }

  @Test
  void anUpdateRestartsItsDependentsAgainstTheNewVersionAndThePlanSaysSo() throws Exception {
    plugins.install(shared("1.0.0", "1.0.0").write(directory));
    plugins.install(user().write(directory));
    assertThat(plugins.ask("user")).hasValue("hello by 1.0.0");

    PluginPlan plan =
        plugins.manager().plan(new PluginChange.Update(shared("1.1.0", "1.1.0").write(directory)));
    assertThat(plan.refreshed()).containsExactly(SHARED + " 1.0.0", USER + " 1.0.0");
    assertThat(plan.refreshedOthers()).isEmpty();
    assertThat(plan.dependents())
        .contains(new PluginPlan.Dependent(USER + " 1.0.0", "package " + SHARED + " 1.0.0"));
    PluginReport report = plugins.manager().apply(plan, PluginApproval.NONE, progress -> {});
    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.DONE);
    assertThat(plugins.ask("user")).hasValue("hello by 1.1.0");
  }

  @Test
  void whatOthersRequireIsNotRemovedNorReplacedByWhatDoesNotFit() throws Exception {
    plugins.install(shared("1.0.0", "1.0.0").write(directory));
    plugins.install(user().write(directory));
    assertThatThrownBy(() -> plugins.remove(SHARED))
        .hasFieldOrPropertyWithValue("reason", "REQUIRED_BY_OTHERS")
        .hasMessageContaining(USER);
    assertThatThrownBy(() -> plugins.install(shared("2.0.0", "2.0.0").write(directory)))
        .hasFieldOrPropertyWithValue("reason", "REQUIRED_BY_OTHERS");
    assertThat(plugins.ask("user")).hasValue("hello by 1.0.0");
  }

  @Test
  void whatWouldRefreshAPluginThatDoesNotSaySoNeedsConsent() throws Exception {
    plugins.install(shared("1.0.0", "1.0.0").write(directory));
    plugins.install(user().header("Export-Package", USER + ";version=\"1.0.0\"").write(directory));
    plugins.install(
        PluginJar.named("org.example.ghost.far", "1.0.0")
            .header("Import-Package", USER + ";version=\"[1,2)\"")
            .write(directory));
    Path next = shared("1.1.0", "1.1.0").write(directory);
    PluginPlan plan = plugins.manager().plan(new PluginChange.Update(next));
    assertThat(plan.refreshedOthers()).containsExactly("org.example.ghost.far 1.0.0");
    assertThatThrownBy(() -> plugins.manager().apply(plan, PluginApproval.NONE, progress -> {}))
        .hasFieldOrPropertyWithValue("reason", "REFRESHES_OTHERS")
        .hasMessageContaining("org.example.ghost.far");
    assertThat(plugins.ask("user")).hasValue("hello by 1.0.0");
    assertThat(plugins.install(next).outcome()).isEqualTo(Outcome.DONE);
    assertThat(plugins.state("org.example.ghost.far")).isEqualTo(State.ACTIVE);
  }

  @Test
  void whatIsMissingIsNamedWithWhatWouldSatisfyIt() throws Exception {
    PluginPlan plan = plugins.manager().plan(new PluginChange.Install(user().write(directory)));
    assertThat(plan.isApplicable()).isFalse();
    assertThat(plan.missing())
        .containsExactly(
            new PluginPlan.Missing(
                "package " + SHARED + " [1,2)",
                "nothing here provides it: install first what does",
                true));
    assertThat(plan.problems())
        .extracting(PluginPlan.Problem::reason)
        .containsExactly("MISSING_REQUIREMENT");
  }

  @Test
  void aPluginForAnotherApiIsRefusedWithBothRanges() throws Exception {
    Path jar =
        PluginJar.echo("1.0.0")
            .header(
                "Import-Package",
                "org.osgi.framework,io.ghostbridge.api.plugin;version=\"[7.1,8)\"")
            .write(directory);
    assertThatThrownBy(() -> plugins.install(jar))
        .hasFieldOrPropertyWithValue("reason", "INCOMPATIBLE_API")
        .hasMessageContaining("io.ghostbridge.api.plugin [7.1,8)")
        .hasMessageContaining("[1.0.0,1.");
  }

  @Test
  void aPlanTellsWhatIsGainedAndLost() throws Exception {
    PluginJar first =
        PluginJar.echo("1.0.0")
            .header(
                "Provide-Capability",
                "ghost.zone;zone=\"one.example\","
                    + "ghost.rpc;service=\"it.Echo\";methods:List<String>=\"A,B\"");
    PluginPlan install = plugins.manager().plan(new PluginChange.Install(first.write(directory)));
    assertThat(install.gained())
        .containsExactly(
            new PluginOffer(PluginOffer.Kind.RPC_METHOD, "it.Echo/A"),
            new PluginOffer(PluginOffer.Kind.RPC_METHOD, "it.Echo/B"),
            new PluginOffer(PluginOffer.Kind.DNS_ZONE, "one.example"));
    plugins.install(first.write(directory));
    assertThat(plugins.manager().info("org.example.ghost.echo").offers())
        .contains(new PluginOffer(PluginOffer.Kind.DNS_ZONE, "one.example"))
        .contains(new PluginOffer(PluginOffer.Kind.SERVICE, "java.util.function.Supplier"));

    PluginPlan update =
        plugins
            .manager()
            .plan(
                new PluginChange.Install(
                    PluginJar.echo("1.1.0")
                        .header(
                            "Provide-Capability",
                            "ghost.rpc;service=\"it.Echo\";methods:List<String>=\"B,C\"")
                        .write(directory)));
    assertThat(update.gained())
        .containsExactly(new PluginOffer(PluginOffer.Kind.RPC_METHOD, "it.Echo/C"));
    assertThat(update.lost())
        .containsExactly(
            new PluginOffer(PluginOffer.Kind.RPC_METHOD, "it.Echo/A"),
            new PluginOffer(PluginOffer.Kind.DNS_ZONE, "one.example"));
  }
}
