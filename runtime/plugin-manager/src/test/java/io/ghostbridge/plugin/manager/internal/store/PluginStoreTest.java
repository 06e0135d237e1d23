package io.ghostbridge.plugin.manager.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.plugin.manager.internal.store.PluginStore.Staged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginStoreTest {
  @TempDir Path directory;

  @Test
  void aKeptCopyIsFoundByItsDigestAndIsTheNodesUsersAlone() throws Exception {
    PluginStore store = new PluginStore(directory);
    Path jar = Files.writeString(directory.resolve("x.jar"), "jar");
    String digest;
    try (Staged staged = store.stage(jar)) {
      Files.writeString(jar, "something else meanwhile");
      digest = staged.sha256();
      assertThat(staged.keep()).isEqualTo(store.jar(digest)).hasContent("jar");
    }
    assertThat(store.jar(digest)).hasContent("jar");
    assertThat(PluginStore.digest(store.jar(digest))).isEqualTo(digest);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.jar(digest))))
        .isEqualTo("rw-------");
  }

  @Test
  void aCopyThatIsNotKeptIsGone() throws Exception {
    PluginStore store = new PluginStore(directory);
    Path jar = Files.writeString(directory.resolve("x.jar"), "jar");
    try (Staged staged = store.stage(jar)) {
      assertThat(staged.file()).exists();
    }
    assertThat(files(store)).isZero();
    assertThatThrownBy(() -> store.stage(directory.resolve("absent.jar")))
        .isInstanceOf(IOException.class);
    assertThat(files(store)).isZero();
  }

  @Test
  void theSweepLeavesNothingButWhatIsNamed() throws Exception {
    PluginStore store = new PluginStore(directory);
    String kept = "a".repeat(64);
    Files.writeString(store.jar(kept), "kept");
    Files.writeString(store.jar("b".repeat(64)), "of a change that was not committed");
    Files.writeString(store.directory().resolve("x.tmp"), "half");
    assertThat(store.sweep(Set.of(kept)))
        .containsExactlyInAnyOrder("b".repeat(64) + ".jar", "x.tmp");
    assertThat(files(store)).isEqualTo(1);
  }

  private static long files(PluginStore store) throws IOException {
    try (Stream<Path> files = Files.list(store.directory())) {
      return files.count();
    }
  }
}
