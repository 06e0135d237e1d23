package io.ghostbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent = Path.of("");

  @Test
  void isMadeForItsOwnerOnly() throws Exception {
    Path path = parent.resolve("a/b c");
    try (DataDirectory data = DataDirectory.take(path)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void nobodyRunsOnADirectoryThatIsNotThereOrWasLetGo() throws Exception {
    assertThat(DataDirectory.runningOn(parent.resolve("absent"))).isEmpty();
    DataDirectory.take(parent).close();
    assertThat(DataDirectory.runningOn(parent)).isEmpty();
    DataDirectory.take(parent).close();
  }

  @Test
  void aFileInItsPlaceIsRefusedInOneLine() throws Exception {
    Path file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.take(file))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data")
        .message()
        .doesNotContain("\n");
  }
}
