package io.ghostbridge.plugin.dropin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GovernedFilesTest {
  @TempDir Path directory = Path.of("");

  private GovernedFiles load(Path dropIn) throws Exception {
    return GovernedFiles.load(directory.resolve("governed.json"), dropIn);
  }

  @Test
  void whatIsNotedIsThereAfterARestart() throws Exception {
    GovernedFiles before = load(directory);
    before.put("a.jar", Governed.pending("org.example.a", "22", "11"));
    before.put("b.jar", Governed.settled("org.example.b", "33"));
    before.put("c.jar", Governed.settled("org.example.c", "44"));
    before.remove("c.jar");

    GovernedFiles after = load(directory);
    assertThat(after.all()).isEqualTo(before.all()).containsOnlyKeys("a.jar", "b.jar");
    assertThat(after.of("a.jar")).contains(Governed.pending("org.example.a", "22", "11"));
    assertThat(after.fileOf("org.example.b")).contains("b.jar");
  }

  @Test
  void aPluginHasOneFile() throws Exception {
    GovernedFiles files = load(directory);
    files.put("a-1.jar", Governed.settled("org.example.a", "11"));
    files.put("a-2.jar", Governed.settled("org.example.a", "22"));
    assertThat(files.all()).containsOnlyKeys("a-2.jar");
  }

  @Test
  void anotherDirectoryThatLacksAFileDoesNotMeanThatItWasTakenOut() throws Exception {
    GovernedFiles before = load(directory);
    before.put("a.jar", Governed.settled("org.example.a", "11"));
    before.put("b.jar", Governed.settled("org.example.b", "22"));
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.createFile(other.resolve("b.jar"));
    assertThat(load(other).all()).containsOnlyKeys("b.jar");
  }

  @Test
  void aFileThatCannotBeReadMakesNoPluginOursAndIsKept() throws Exception {
    Files.writeString(directory.resolve("governed.json"), "{\"directory\": 1");
    assertThat(load(directory).all()).isEmpty();
    assertThat(directory.resolve("governed.json.unreadable")).exists();
  }

  @Test
  void whileOneReplacesAnotherBothAreFromHere() {
    Governed governed = Governed.pending("org.example.a", "22", "11");
    assertThat(governed.isOf("11")).isTrue();
    assertThat(governed.isOf("22")).isTrue();
    assertThat(governed.isOf("33")).isFalse();
  }
}
