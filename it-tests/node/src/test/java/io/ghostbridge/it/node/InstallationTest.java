package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir Path directory = Path.of("");

  @Test
  void runsFromAReadOnlyPathWithSpacesAndAnyCurrentDirectoryAndWritesOnlyToTheData()
      throws Exception {
    Ghostbridge ghostbridge = Ghostbridge.laidOut().copyTo(directory.resolve("a b"));
    chmod("a-w", ghostbridge.home());
    Map<String, String> before = contents(ghostbridge.home());
    try (RunningNode node = ghostbridge.run(Map.of(), Path.of("/"), directory.resolve("d e"))) {
      assertThat(node.terminate()).as(node.console()).isZero();
    }
    assertThat(contents(ghostbridge.home())).isEqualTo(before);
    chmod("u+w", ghostbridge.home());
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    Path link =
        Files.createSymbolicLink(
            directory.resolve("link"), Ghostbridge.laidOut().home().resolve("bin/ghostbridge"));
    Process version = new ProcessBuilder(link.toString(), "version").start();
    assertThat(
            new String(
                version.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .startsWith("GhostBridge ");
    assertThat(version.waitFor()).isZero();
  }

  @Test
  void aMistypedCommandIsOneLineAndExitCodeTwo() throws Exception {
    var result = Ghostbridge.laidOut().execute("nam", "show");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.complaints()).singleElement().asString().contains("nam");
  }

  @Test
  void theCompletionScriptIsOneThatBashTakes() throws Exception {
    var script = Ghostbridge.laidOut().execute("completion");
    assertThat(script.exitCode()).isZero();
    Path file = Files.writeString(directory.resolve("completion.bash"), script.out());
    Process bash = new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start();
    assertThat(bash.waitFor()).isZero();
  }

  private static void chmod(String mode, Path path) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("chmod", "-R", mode, path.toString()).start().waitFor()).isZero();
  }

  private static Map<String, String> contents(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.collect(
          Collectors.toMap(
              Path::toString,
              file -> {
                try {
                  return Files.getLastModifiedTime(file).toString();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }));
    }
  }
}
