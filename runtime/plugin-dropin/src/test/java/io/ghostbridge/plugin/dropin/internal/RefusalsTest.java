package io.ghostbridge.plugin.dropin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {
  @TempDir Path directory = Path.of("");

  @Test
  void aRefusalIsWrittenOnceUntilItSaysSomethingElse() throws Exception {
    Refusals refusals = new Refusals(directory);
    Path note = directory.resolve("a.jar.refused");
    refusals.refuse("a.jar", "UNSIGNED", List.of("not signed", "more"));
    assertThat(note).hasContent("not signed\nmore\n");
    Files.delete(note);
    refusals.refuse("a.jar", "UNSIGNED", List.of("not signed", "more"));
    assertThat(note).doesNotExist();
    refusals.refuse("a.jar", "MISSING", List.of("another"));
    assertThat(note).hasContent("another\n");
    refusals.clear("a.jar");
    assertThat(note).doesNotExist();
  }

  @Test
  void aFormerRunsNoteGoesToo() throws Exception {
    Path note = Files.createFile(directory.resolve("a.jar.refused"));
    new Refusals(directory).clear("a.jar");
    assertThat(note).doesNotExist();
  }
}
