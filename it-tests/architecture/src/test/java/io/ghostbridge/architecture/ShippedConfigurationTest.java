package io.ghostbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedConfigurationTest {
  private static final Path CONFIG = Project.root().resolve("config");

  @Test
  void everyComponentsFileTellsItsKeysAndTheirDefaults() throws Exception {
    List<String> found = new ArrayList<>();
    for (var component : components().entrySet()) {
      Path file = CONFIG.resolve(component.getKey() + ".cfg");
      if (Files.isRegularFile(file)) {
        found.addAll(
            ShippedConfiguration.violations(
                file.getFileName().toString(), Files.readAllLines(file), component.getValue()));
      } else {
        found.add("config/ has no " + file.getFileName());
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void everyFileBelongsToAComponent() throws Exception {
    Map<String, Map<String, String>> components = components();
    assertThat(Project.list(CONFIG))
        .map(file -> file.getFileName().toString())
        .filteredOn(name -> name.endsWith(".cfg"))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(components)
                    .containsKey(name.substring(0, name.length() - ".cfg".length())));
  }

  @Test
  void aFileThatSaysSomethingElseIsFoundOut() {
    List<String> lines =
        List.of(
            "# The port, 0 to 65535. Default 53.",
            "port = 54",
            "",
            "# Nothing about it.",
            "other = 1",
            "",
            "unknown = 2");
    assertThat(
            ShippedConfiguration.violations(
                "a.cfg", lines, Map.of("port", "53", "other", "1", "missing", "")))
        .containsExactlyInAnyOrder(
            "a.cfg ships port = 54, the default is '53'",
            "a.cfg does not tell the default of 'other' in the comment above it",
            "a.cfg sets 'unknown', which the component does not know",
            "a.cfg does not mention 'missing'");
  }

  private static Map<String, Map<String, String>> components() throws Exception {
    Map<String, Map<String, String>> components = new TreeMap<>();
    for (Path module :
        Stream.of("bundles", "runtime").map(Project::modules).flatMap(List::stream).toList()) {
      components.putAll(BundleJar.read(Project.jar(module)).metatype());
    }
    return components;
  }
}
