package io.ghostbridge.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.cm.impl.ConfigurationManager;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Plugins' files, in a framework with Config Admin. */
class PluginConfigurationTest {
  private static final String PID = "io.ghostbridge.example";

  @TempDir Path directory = Path.of("");

  private @Nullable Framework framework;

  @BeforeEach
  void startFramework() throws Exception {
    Files.createDirectories(directory.resolve("config/plugins"));
    Framework started =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    directory.resolve("cache").toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.osgi.service.cm;version=1.6.1,org.osgi.service.log;version=1.5.0,"
                        + "org.osgi.service.coordinator;version=1.0.2"));
    started.start();
    framework = started;
    started
        .getBundleContext()
        .installBundle(
            "reference:"
                + ConfigurationManager.class.getProtectionDomain().getCodeSource().getLocation())
        .start();
  }

  @AfterEach
  void stopFramework() throws Exception {
    if (framework != null) {
      framework.stop();
      framework.waitForStop(20_000);
    }
  }

  private Framework framework() {
    return Objects.requireNonNull(framework);
  }

  private ConfigurationAdmin admin() {
    var context = framework().getBundleContext();
    return Objects.requireNonNull(
        context.getService(
            Objects.requireNonNull(context.getServiceReference(ConfigurationAdmin.class))));
  }

  private PluginConfiguration configuration(Set<String> shipped, String... overrides)
      throws Exception {
    Path none = Files.createDirectories(directory.resolve("none"));
    return new PluginConfiguration(
        directory.resolve("config"),
        ConfigurationFile.readAll(none, List.of(overrides)),
        shipped,
        admin());
  }

  private Bundle plugin() throws Exception {
    Path jar = directory.resolve("plugin.jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.plugin");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream metatype =
            Objects.requireNonNull(getClass().getResourceAsStream("/metatype.xml"))) {
      out.putNextEntry(new JarEntry("OSGI-INF/metatype/example.xml"));
      metatype.transferTo(out);
    }
    return framework().getBundleContext().installBundle(jar.toUri().toString());
  }

  private Path write(String text) throws Exception {
    return Files.writeString(directory.resolve("config/plugins").resolve(PID + ".cfg"), text);
  }

  private @Nullable Object port() throws Exception {
    Configuration configuration = admin().getConfiguration(PID, "?");
    return configuration.getProperties() == null ? null : configuration.getProperties().get("port");
  }

  @Test
  void theFileOfAPluginIsCheckedAndInEffectBeforeItStarts() throws Exception {
    write("port = 5353\n");
    assertThat(configuration(Set.of()).apply(plugin())).isEmpty();
    assertThat(port()).isEqualTo(5353);
  }

  @Test
  void theCommandLineIsOverTheFile() throws Exception {
    write("port = 5353\n");
    var configuration = configuration(Set.of(), PID + ":port=99");
    assertThat(configuration.apply(plugin())).isEmpty();
    assertThat(port()).isEqualTo(99);
    configuration.checkUsed();
  }

  @Test
  void aValueThatIsNotAllowedIsRefusedAndNothingIsInEffect() throws Exception {
    Path file = write("port = 70000\n");
    assertThat(configuration(Set.of()).apply(plugin()))
        .contains(
            file
                + ": key 'port' has the value '70000'; allowed: a whole number, at least 0, at"
                + " most 65535");
    assertThat(port()).isNull();
  }

  @Test
  void aFileThatIsGoneIsNoLongerInEffect() throws Exception {
    Path file = write("port = 5353\n");
    Bundle plugin = plugin();
    configuration(Set.of()).apply(plugin);
    Files.delete(file);
    assertThat(configuration(Set.of()).apply(plugin)).isEmpty();
    assertThat(port()).isNull();
  }

  @Test
  void aPluginCannotConfigureAShippedBundle() throws Exception {
    write("port = 5353\n");
    assertThat(configuration(Set.of(PID)).apply(plugin()).orElseThrow())
        .contains("org.example.plugin declares the configuration 'io.ghostbridge.example'")
        .contains("which is a shipped bundle's");
    assertThat(port()).isNull();
  }

  @Test
  void anOptionThatIsNoPluginsIsRefused() throws Exception {
    var configuration = configuration(Set.of("io.ghostbridge.rpc"), "org.example.other:a=b");
    assertThatThrownBy(configuration::checkUsed)
        .hasMessageContaining("--set org.example.other:a=b: no bundle has a component");
  }
}
