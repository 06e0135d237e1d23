package io.ghostbridge.it.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.plugin.PluginChange;
import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.api.plugin.PluginInfo;
import io.ghostbridge.api.plugin.PluginInfo.State;
import io.ghostbridge.api.plugin.PluginVerification;
import io.ghostbridge.api.runtime.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

/** What is installed is there after a start, whatever lies around; what changed is not run. */
@ExtendWith(BundleContextExtension.class)
class ManagerRestartTest {
  private static final String ECHO = "org.example.ghost.echo";
  private static final String SHARED = "org.example.ghost.shared";

  @TempDir Path directory;

  private BundleContext context;
  private Plugins plugins;
  private Path data;

  @BeforeEach
  void find(@InjectBundleContext BundleContext context) throws Exception {
    this.context = context;
    data = Path.of(Objects.requireNonNull(context.getProperty("ghost.data.directory")), "plugins");
    plugins = Plugins.of(context);
    plugins.clear();
  }

  @AfterEach
  void clear() throws Exception {
    plugins.clear();
  }

  private Bundle manager() {
    return Stream.of(context.getBundles())
        .filter(bundle -> "io.ghostbridge.plugin.manager".equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private void restart() throws Exception {
    manager().stop();
    manager().start();
    plugins = Plugins.of(context);
  }

  private PluginIdentity installEcho() throws Exception {
    plugins.install(PluginJar.echo("1.0.0").write(directory));
    return plugins.manager().info(ECHO).identity();
  }

  @Test
  void pluginsStopWithTheManagerAndComeBackWithIt() throws Exception {
    PluginIdentity echo = installEcho();
    plugins.install(PluginJar.named(SHARED, "1.0.0").write(directory));
    plugins.make(new PluginChange.Disable(SHARED));
    manager().stop();
    assertThat(plugins.ask("echo")).isEmpty();
    assertThat(context.getBundles())
        .extracting(Bundle::getSymbolicName)
        .doesNotContain(ECHO, SHARED);

    restart();
    assertThat(plugins.ask("echo")).hasValue("1.0.0");
    assertThat(plugins.manager().info(ECHO).identity()).isEqualTo(echo);
    assertThat(plugins.state(SHARED)).isEqualTo(State.DISABLED);
  }

  @Test
  void whatAKilledProcessLeftIsSwept() throws Exception {
    PluginIdentity echo = installEcho();
    manager().stop();
    Path stray = data.resolve("store").resolve("0".repeat(64) + ".jar");
    Path half = data.resolve("store").resolve("half.tmp");
    Path upload = data.resolve("incoming").resolve("upload.jar");
    for (Path file : List.of(stray, half, upload)) {
      Files.writeString(file, "left");
    }
    Files.writeString(data.resolve("installed.json.new"), "{");
    restart();
    assertThat(stray).doesNotExist();
    assertThat(half).doesNotExist();
    assertThat(upload).doesNotExist();
    assertThat(data.resolve("store").resolve(echo.sha256() + ".jar")).exists();
    assertThat(plugins.ask("echo")).hasValue("1.0.0");
  }

  @Test
  void aJarThatWasChangedIsNotRunAndTheOthersAre() throws Exception {
    PluginIdentity echo = installEcho();
    plugins.install(PluginJar.named(SHARED, "1.0.0").write(directory));
    Path jar = data.resolve("store").resolve(echo.sha256() + ".jar");
    byte[] bytes = Files.readAllBytes(jar);
    bytes[bytes.length / 2] ^= 1;
    Files.write(jar, bytes);

    assertThat(plugins.manager().verify())
        .filteredOn(result -> !result.intact())
        .extracting(PluginVerification::reason)
        .containsExactly("PIN_MISMATCH");
    restart();
    PluginInfo info = plugins.manager().info(ECHO);
    assertThat(info.state()).isEqualTo(State.REFUSED);
    assertThat(info.why()).contains("is not what was installed");
    assertThat(plugins.ask("echo")).isEmpty();
    assertThat(plugins.state(SHARED)).isEqualTo(State.ACTIVE);

    // Installing it again repairs it.
    plugins.install(PluginJar.echo("1.0.1").write(directory));
    assertThat(plugins.ask("echo")).hasValue("1.0.1");
  }

  @Test
  void anUnreadableSetStartsNothingAndIsNotOverwritten() throws Exception {
    installEcho();
    Path file = data.resolve("installed.json");
    String good = Files.readString(file);
    Files.writeString(file, good.substring(0, good.length() / 2));
    try {
      restart();
      assertThat(plugins.ask("echo")).isEmpty();
      Path jar = PluginJar.echo("2.0.0").write(directory);
      assertThatThrownBy(() -> plugins.install(jar))
          .hasFieldOrPropertyWithValue("reason", "INSTALLED_SET_UNREADABLE")
          .hasMessageContaining(file.toString());
    } finally {
      Files.write(file, good.getBytes(UTF_8));
      restart();
    }
    assertThat(plugins.ask("echo")).hasValue("1.0.0");
  }

  @Test
  void aPluginWhoseRequirementsAreGoneWaitsAndTheOthersRun() throws Exception {
    plugins.install(
        PluginJar.named(SHARED, "1.0.0")
            .header("Export-Package", SHARED + ";version=\"1.0.0\"")
            .classes(SHARED)
            .write(directory));
    plugins.install(
        PluginJar.named("org.example.ghost.user", "1.0.0")
            .header("Bundle-Activator", "org.example.ghost.user.UserActivator")
            .header("Import-Package", "org.osgi.framework," + SHARED + ";version=\"[1,2)\"")
            .classes("org.example.ghost.user")
            .write(directory));
    installEcho();
    // As after an upgrade that no longer has what it needs.
    String sha256 = plugins.manager().info(SHARED).identity().sha256();
    Path jar = data.resolve("store").resolve(sha256 + ".jar");
    Path aside = Files.move(jar, directory.resolve("aside.jar"));
    restart();
    assertThat(plugins.state(SHARED)).isEqualTo(State.REFUSED);
    assertThat(plugins.manager().info("org.example.ghost.user").state()).isEqualTo(State.WAITING);
    assertThat(plugins.manager().info("org.example.ghost.user").why()).contains(SHARED + " [1,2)");
    assertThat(plugins.ask("echo")).hasValue("1.0.0");

    Files.move(aside, jar);
    plugins.make(new PluginChange.Enable(SHARED));
    assertThat(plugins.state("org.example.ghost.user")).isEqualTo(State.ACTIVE);
    assertThat(plugins.ask("user")).hasValue("hello by 1.0.0");
  }

  @Test
  void unsignedPluginsStopWhenOthersCanConnect() throws Exception {
    installEcho();
    Endpoint endpoint = new Endpoint("test", "0.0.0.0:1", "test:port");
    ServiceRegistration<Endpoint> registration =
        context.registerService(
            Endpoint.class, endpoint, FrameworkUtil.asDictionary(endpoint.serviceProperties()));
    try {
      assertThat(Waiting.until(() -> plugins.state(ECHO) == State.REFUSED)).isTrue();
      assertThat(plugins.ask("echo")).isEmpty();
      assertThat(plugins.manager().info(ECHO).why()).contains("0.0.0.0:1");
      Path jar = PluginJar.named(SHARED, "1.0.0").write(directory);
      assertThatThrownBy(() -> plugins.install(jar))
          .hasFieldOrPropertyWithValue("reason", "UNSIGNED_BUT_REACHABLE");
    } finally {
      registration.unregister();
    }
    plugins.make(new PluginChange.Enable(ECHO));
    assertThat(plugins.ask("echo")).hasValue("1.0.0");
  }
}
