package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevLoopTest {
  private static final String NAME = ProbePlugin.NAME;

  @TempDir Path directory = Path.of("");
  private PluginNode node;
  private Path output;
  private Path project;
  private Process dev;

  @BeforeEach
  void start() throws Exception {
    node = PluginNode.start(directory);
    project = Files.createDirectories(directory.resolve("project"));
    Files.createDirectory(project.resolve("target"));
    output = directory.resolve("dev.out");
    dev =
        PluginNode.GHOSTBRIDGE.start(
            output, "dev", project.toString(), "--data", node.data().toString());
    awaitPrinted("watching " + project.resolve("target"));
  }

  @AfterEach
  void stop() throws Exception {
    dev.destroy();
    dev.waitFor();
    node.close();
  }

  private String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitPrinted(String text) throws Exception {
    try {
      RunningNode.await(text, () -> printed().contains(text));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ": " + printed(), e);
    }
  }

  private void build(Path jar) throws IOException {
    Path target = Files.createDirectories(project.resolve("target"));
    Files.copy(jar, target.resolve("probe.jar"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void eachBuildIsSwappedInAndABadOneIsReported() throws Exception {
    build(node.signed(ProbePlugin.of("1.0.0")));
    awaitPrinted("install " + NAME + " 1.0.0: done");
    awaitPrinted("swapped in");

    build(node.unsigned(ProbePlugin.of("1.1.0")));
    awaitPrinted("not signed");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.0\\.0 +active");

    build(node.signed(ProbePlugin.of("1.2.0").unwell()));
    awaitPrinted("rolled back, what was before serves: ");

    // As 'mvn clean package' does it.
    Files.delete(project.resolve("target/probe.jar"));
    Files.delete(project.resolve("target"));
    build(node.signed(ProbePlugin.of("1.3.0").asking("files;path=\"/x\";access=\"read\"")));
    awaitPrinted("--approve");
    build(node.signed(ProbePlugin.of("1.4.0")));
    awaitPrinted("update " + NAME + " 1.0.0 -> 1.4.0: done");
    assertThat(node.succeed("list")).containsPattern(NAME + " +1\\.4\\.0 +active");
    assertThat(dev.isAlive()).isTrue();
  }

  @Test
  void aDirectoryThatIsNotThereOrNoNodeIsSaidAtOnce(@TempDir Path other) throws Exception {
    var missing =
        PluginNode.GHOSTBRIDGE.execute(
            "dev", other.resolve("x").toString(), "--data", node.data().toString());
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.complaints()).singleElement().asString().contains("no directory");
    var down = PluginNode.GHOSTBRIDGE.execute("dev", other.toString(), "--data", other.toString());
    assertThat(down.exitCode()).isEqualTo(3);
    assertThat(down.complaints()).singleElement().asString().contains("no node runs");
  }
}
