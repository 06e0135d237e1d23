package io.ghostbridge.plugin.admin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.plugin.PluginChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeArgumentsTest {
  @Test
  void optionsStandBeforeAndBehindTheSubject() throws Exception {
    ChangeArguments arguments =
        ChangeArguments.parse(
            "usage", "--approve", "native", "org.example", "--yes", "--approve", "x");
    assertThat(arguments)
        .isEqualTo(new ChangeArguments("org.example", true, List.of("native", "x"), false));
    assertThat(arguments.change(PluginChange.Action.REMOVE))
        .isEqualTo(new PluginChange.Remove("org.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "--yess", "a --approve", "--yes"})
  void whatIsMistypedIsAnsweredWithTheUsage(String line) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertThatThrownBy(() -> ChangeArguments.parse("usage", words))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("usage");
  }

  @Test
  void aFileIsToldByItsAbsolutePath(@TempDir Path directory) throws Exception {
    Path jar = Files.createFile(directory.resolve("a.jar"));
    assertThat(ChangeArguments.parse("usage", jar.toString()).change(PluginChange.Action.UPDATE))
        .isEqualTo(new PluginChange.Update(jar));
    assertThatThrownBy(
            () -> ChangeArguments.parse("usage", "a.jar").change(PluginChange.Action.INSTALL))
        .hasMessageContaining("relative");
    assertThatThrownBy(
            () ->
                ChangeArguments.parse("usage", directory + "/absent.jar")
                    .change(PluginChange.Action.INSTALL))
        .hasMessageContaining("there is no file");
  }
}
