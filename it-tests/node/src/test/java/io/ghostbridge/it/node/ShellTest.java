package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  private final Ghostbridge ghostbridge = Ghostbridge.laidOut();
  @TempDir Path data = Path.of("");

  private Ghostbridge.Result shell(String line) throws Exception {
    return ghostbridge.execute("shell", "--data", data.toString(), line);
  }

  @Test
  void runsCommandsForTheOwnerOfTheDataOnly() throws Exception {
    try (RunningNode node = ghostbridge.run(data)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("shell.sock"))))
          .isEqualTo("rw-------");

      var bundles = shell("lb");
      assertThat(bundles.exitCode()).isZero();
      assertThat(bundles.out()).contains("GhostBridge shell").contains("Active");

      var unknown = shell("nosuchcommand");
      assertThat(unknown.exitCode()).isEqualTo(1);
      assertThat(unknown.out()).contains("nosuchcommand");
      assertThat(node.process().isAlive()).isTrue();
    }
  }

  @Test
  void levelsOfLogsChangeWhileTheNodeRuns() throws Exception {
    try (RunningNode node = ghostbridge.run(data)) {
      assertThat(shell("log:level io.ghostbridge.names").out()).isEqualToIgnoringNewLines("INFO");
      assertThat(shell("log:level io.ghostbridge.names DEBUG").out())
          .isEqualToIgnoringNewLines("io.ghostbridge.names = DEBUG");
      assertThat(shell("log:level io.ghostbridge.names").out()).isEqualToIgnoringNewLines("DEBUG");
      assertThat(shell("log:level io.ghostbridge.names LOUD").exitCode()).isEqualTo(1);
      assertThat(node.terminate()).isZero();
    }
  }

  @Test
  void withoutANodeThereIsNoShell() throws Exception {
    var refused = shell("lb");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.complaints()).singleElement().asString().contains("no node runs on " + data);
  }
}
