package io.ghostbridge.plugin.manager.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.api.plugin.PluginReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeHistoryTest {
  @TempDir Path directory;

  @Test
  void theLatestChangesComeFirst() throws Exception {
    ChangeHistory history = new ChangeHistory(directory);
    assertThat(history.last(5)).isEmpty();
    PluginReport first = Samples.report("one");
    PluginReport second = Samples.report("two\nlines \"quoted\" \\ ü");
    history.add(first);
    history.add(second);
    assertThat(new ChangeHistory(directory).last(5)).containsExactly(second, first);
    assertThat(history.last(1)).containsExactly(second);
    assertThat(history.last(0)).isEmpty();
  }

  @Test
  void aLineThatAKilledProcessLeftUnfinishedSpoilsNoOther() throws Exception {
    ChangeHistory history = new ChangeHistory(directory);
    history.add(Samples.report("one"));
    Files.writeString(
        directory.resolve("history.jsonl"), "{\"at\":\"20", StandardOpenOption.APPEND);
    history.add(Samples.report("two"));
    assertThat(history.last(5)).containsExactly(Samples.report("two"), Samples.report("one"));
  }

  @Test
  void itsSizeIsBoundedAndTheLatestStay() throws Exception {
    long bound = 20_000;
    ChangeHistory history = new ChangeHistory(directory, bound);
    for (int i = 0; i < 200; i++) {
      history.add(Samples.report("change " + i));
      assertThat(Files.size(directory.resolve("history.jsonl"))).isLessThanOrEqualTo(bound);
    }
    assertThat(history.last(1000))
        .hasSizeGreaterThan(10)
        .startsWith(Samples.report("change 199"), Samples.report("change 198"));
  }
}
