package io.ghostbridge.name.hosts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.names.NameSourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir Path directory;

  private final HostsFormat format = new HostsFormat(Set.of("lab"), 60, 100);
  private final NameFile names = new NameFile(format);
  private final LinkedBlockingQueue<Collection<String>> changes = new LinkedBlockingQueue<>();
  private Path file = Path.of("");
  private @Nullable FileWatch watch;

  @BeforeEach
  void subscribe() {
    file = directory.resolve("hosts");
    names.onChange(changes::add);
  }

  @AfterEach
  void close() {
    if (watch != null) {
      watch.close();
    }
  }

  private void watch() {
    watch = FileWatch.start(file, format, names, 1000, 20);
  }

  private Collection<String> change() throws InterruptedException {
    Collection<String> change = changes.poll(30, TimeUnit.SECONDS);
    assertThat(change).as("a change within 30 s").isNotNull();
    return java.util.Objects.requireNonNull(change);
  }

  private void replace(String text) throws Exception {
    Path part = Files.writeString(directory.resolve("part"), text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aReplacedFileIsReadAndItsChangesTold() throws Exception {
    Files.writeString(file, "192.0.2.1 a.lab\n192.0.2.2 b.lab\n");
    watch();
    assertThat(change()).containsExactly("lab");
    replace("192.0.2.1 a.lab\n192.0.2.3 b.lab\n");
    assertThat(change()).containsExactlyInAnyOrder("lab", "b.lab");
    assertThat(names.find("b.lab").orElseThrow().records().getFirst().value())
        .isEqualTo("192.0.2.3");
  }

  @Test
  void aFileWrittenInPlaceWithTheSameLengthIsReadAgain() throws Exception {
    Files.writeString(file, "192.0.2.1 a.lab\n");
    watch();
    change();
    Files.writeString(file, "192.0.2.9 a.lab\n");
    assertThat(change()).contains("a.lab");
  }

  @Test
  void aBadFileKeepsWhatWasReadBefore() throws Exception {
    Files.writeString(file, "192.0.2.1 a.lab\n");
    var byHand = new FileWatch(file, format, names, 1000, 20);
    byHand.look(true);
    replace("192.0.2.4 a.lab\n192.0.2. b.la");
    byHand.look(false);
    byHand.look(false);
    assertThat(names.problem()).contains("line 2: '192.0.2.' is no address");
    assertThat(names.find("a.lab").orElseThrow().records().getFirst().value())
        .isEqualTo("192.0.2.1");
  }

  @Test
  void aFileThatGoesOnChangingIsNotReadBeforeItRests() throws Exception {
    Files.writeString(file, "192.0.2.1 a.lab\n");
    var byHand = new FileWatch(file, format, names, 1000, 20);
    byHand.look(true);
    for (String part :
        List.of("192.0.2.2 a.lab\n192.0.2.3", "192.0.2.2 a.lab\n192.0.2.33 b.lab\n")) {
      Files.writeString(file, part);
      byHand.look(false);
      assertThat(names.find("a.lab").orElseThrow().records().getFirst().value())
          .isEqualTo("192.0.2.1");
    }
    byHand.look(false);
    assertThat(names.find("b.lab").orElseThrow().records().getFirst().value())
        .isEqualTo("192.0.2.33");
  }

  @Test
  void aRemovedFileKeepsWhatWasReadBefore() throws Exception {
    Files.writeString(file, "192.0.2.1 a.lab\n");
    var byHand = new FileWatch(file, format, names, 1000, 20);
    byHand.look(true);
    Files.delete(file);
    byHand.look(false);
    assertThat(names.problem()).contains("does not exist");
    assertThat(names.find("a.lab")).isPresent();
  }

  @Test
  void withoutAFileNothingIsToldUntilItComes() throws Exception {
    watch();
    assertThatThrownBy(() -> names.find("a.lab"))
        .isInstanceOf(NameSourceException.class)
        .hasMessageContaining("hosts: the file does not exist");
    Files.writeString(file, "192.0.2.1 a.lab\n");
    assertThat(change()).containsExactly("lab");
    assertThat(names.find("a.lab")).isPresent();
  }

  @Test
  void aFileLargerThanAllowedIsNotRead() throws Exception {
    Files.writeString(file, "#".repeat(1001));
    watch();
    assertThatThrownBy(() -> names.find("a.lab"))
        .hasMessageContaining("1001 bytes; at most 1000 are read");
  }

  @Test
  void closingEndsTheThread() throws Exception {
    Files.writeString(file, "192.0.2.1 a.lab\n");
    watch();
    change();
    close();
    replace("192.0.2.2 a.lab\n");
    assertThat(changes.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }
}
