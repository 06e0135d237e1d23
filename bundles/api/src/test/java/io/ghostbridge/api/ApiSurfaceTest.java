package io.ghostbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds the compiled API against the recorded one, {@code api-surface.txt}: plugins are compiled
 * against it.
 */
class ApiSurfaceTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path RECORD = Path.of("api-surface.txt");
  private static final Pattern VERSION = Pattern.compile("@Version\\(\"([0-9.]+)\"\\)");

  @Test
  void everyChangeOfTheApiComesWithTheVersionItNeeds() throws IOException {
    Map<String, List<String>> now = ApiSurface.of(CLASSES);
    Map<String, List<String>> recorded = Files.exists(RECORD) ? read() : new TreeMap<>();
    List<String> complaints = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : now.entrySet()) {
      String name = entry.getKey();
      List<String> lines = new ArrayList<>(entry.getValue());
      lines.addFirst(version(name));
      entry.setValue(lines);
      compare(name, recorded.getOrDefault(name, List.of()), lines, complaints, changes);
    }
    recorded.keySet().stream()
        .filter(name -> !now.containsKey(name))
        .forEach(
            name ->
                complaints.add("package " + name + " is gone: deprecate it for a release first"));
    assertThat(now).as("compiled API packages in %s", CLASSES.toAbsolutePath()).isNotEmpty();
    if (!complaints.isEmpty()) {
      fail("The API that plugins are compiled against changed:%n%s", String.join("\n", complaints));
    }
    if (!changes.isEmpty()) {
      if (Boolean.getBoolean("api.surface.update")) {
        write(now);
      } else {
        fail(
            "The API changed with a version to match. Consider who implements these types (a new method of a"
                + " @ConsumerType breaks plugins), then record it with: mvn -pl bundles/api test"
                + " -Dapi.surface.update=true%n%s",
            String.join("\n", changes));
      }
    }
  }

  private static void compare(
      String name,
      List<String> before,
      List<String> after,
      List<String> complaints,
      List<String> changes) {
    if (before.equals(after)) {
      return;
    }
    List<String> removed = new ArrayList<>(before);
    removed.removeAll(after);
    List<String> added = new ArrayList<>(after);
    added.removeAll(before);
    removed.forEach(line -> changes.add("- " + name + " " + line));
    added.forEach(line -> changes.add("+ " + name + " " + line));
    if (before.isEmpty()) {
      return;
    }
    boolean incompatible = removed.stream().anyMatch(line -> !line.startsWith("version "));
    String from = before.getFirst().substring("version ".length());
    String to = after.getFirst().substring("version ".length());
    if (incompatible && major(to) <= major(from)) {
      complaints.add(
          String.format(
              "%s %s lost or changed these lines, which breaks what is compiled against it. Bring them back, or"
                  + " raise @Version in its package-info.java to %d.0.0:%n  - %s",
              name, from, major(from) + 1, String.join("\n  - ", removed)));
    } else if (!incompatible && from.equals(to)) {
      complaints.add(
          String.format(
              "%s %s gained these lines. Raise the minor part of @Version in its package-info.java:%n  + %s",
              name, from, String.join("\n  + ", added)));
    }
  }

  private static int major(String version) {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  private static String version(String packageName) throws IOException {
    Path source = Path.of("src/main/java", packageName.replace('.', '/'), "package-info.java");
    Matcher matcher = VERSION.matcher(Files.readString(source));
    assertThat(matcher.find()).as("@Version in %s", source).isTrue();
    return "version " + matcher.group(1);
  }

  private static Map<String, List<String>> read() throws IOException {
    Map<String, List<String>> surface = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(RECORD)) {
      if (line.startsWith("package ")) {
        lines = new ArrayList<>();
        surface.put(line.substring("package ".length()), lines);
      } else if (!line.isBlank()) {
        lines.add(line.strip());
      }
    }
    return surface;
  }

  private static void write(Map<String, List<String>> surface) throws IOException {
    List<String> out = new ArrayList<>();
    surface.forEach(
        (name, lines) -> {
          out.add("package " + name);
          lines.forEach(line -> out.add("  " + line));
          out.add("");
        });
    Files.write(RECORD, out);
  }
}
