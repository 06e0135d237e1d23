package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  private static final Ghostbridge GHOSTBRIDGE = Ghostbridge.laidOut();
  @TempDir static Path data;
  private static RunningNode node;

  @BeforeAll
  static void start() throws Exception {
    node = GHOSTBRIDGE.run(data);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Ghostbridge.Result shell(String line) throws Exception {
    return GHOSTBRIDGE.execute("shell", "--data", data.toString(), line);
  }

  @Test
  void runsCommandsForTheOwnerOfTheDataOnly() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("shell.sock"))))
        .isEqualTo("rw-------");
    var bundles = shell("lb");
    assertThat(bundles.exitCode()).isZero();
    assertThat(bundles.out()).contains("GhostBridge shell").contains("Active");
  }

  @Test
  void aCommandThatIsNotThereFailsAndTheNodeGoesOn() throws Exception {
    var unknown = shell("nosuchcommand");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.out()).contains("nosuchcommand");
    assertThat(node.process().isAlive()).isTrue();
  }

  @Test
  void levelsOfLogsChangeWhileTheNodeRuns() throws Exception {
    assertThat(shell("log:level io.ghostbridge.names DEBUG").out())
        .isEqualToIgnoringNewLines("io.ghostbridge.names = DEBUG");
    assertThat(shell("log:level io.ghostbridge.names").out()).isEqualToIgnoringNewLines("DEBUG");
    assertThat(shell("log:level io.ghostbridge.names LOUD").exitCode()).isEqualTo(1);
  }

  @Test
  void aBundleIsStoppedAndUpdatedByItsName() throws Exception {
    String name = "io.ghostbridge.names.ledger";
    assertThat(shell("stop " + name).exitCode()).isZero();
    assertThat(shell("lb -s " + name).out()).contains("Resolved").doesNotContain("Active");
    assertThat(shell("update " + name).exitCode()).isZero();
    Matcher id = Pattern.compile("(\\d+)\\|").matcher(shell("lb -s " + name).out());
    assertThat(id.find()).isTrue();
    assertThat(shell("start " + id.group(1)).exitCode()).isZero();
    assertThat(shell("lb -s " + name).out()).contains("Active");
  }

  @Test
  void withoutANodeThereIsNoShell(@TempDir Path other) throws Exception {
    var refused = GHOSTBRIDGE.execute("shell", "--data", other.toString(), "lb");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .contains("no node runs on " + other);
  }
}
