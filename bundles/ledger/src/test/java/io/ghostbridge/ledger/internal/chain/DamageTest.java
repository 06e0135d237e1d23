package io.ghostbridge.ledger.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.names.NameRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
  @TempDir Path original;
  @TempDir Path copies;
  private Block head;

  @BeforeEach
  void makeChainOfThreeSegments() throws Exception {
    try (TestNode node = new TestNode(settings(original))) {
      TestAccount rich = TestNode.rich();
      for (int i = 0; i < 20; i++) {
        node.commit(
            rich.transfer(new TestAccount(i).address(), Amount.ofGhost(1)),
            rich.register("n" + i + ".ghost", 90, new NameRecord("A", "192.0.2.1", 0, 60)));
      }
      head = node.chain.head();
    }
    assertThat(segments(original).size()).isGreaterThan(2);
  }

  private static ChainSettings settings(Path directory) {
    return TestNode.settings(directory, TestNode.parameters("ghost-test"), Optional.empty(), 4_000);
  }

  private static List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("blocks"))) {
      return files.sorted().toList();
    }
  }

  private Path copy(String name) throws IOException {
    Path copy = copies.resolve(name);
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(original.relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return copy;
  }

  private static void flip(Path file, long offset) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(offset);
      int value = access.read();
      access.seek(offset);
      access.write(value ^ 0x40);
    }
  }

  @Test
  void aFlippedByteAnywhereInTheLogIsReportedWithFileAndOffsetAndStartIsRefused() throws Exception {
    Random random = new Random(5);
    List<String> missed = new ArrayList<>();
    int number = 0;
    for (Path segment : segments(original)) {
      for (int i = 0; i < 12; i++) {
        Path directory = copy("log" + number++);
        Path file = directory.resolve("blocks").resolve(segment.getFileName());
        long offset = (long) (random.nextDouble() * Files.size(file));
        flip(file, offset);
        try (TestNode node = new TestNode(settings(directory))) {
          missed.add(
              file.getFileName() + " at " + offset + ", height " + node.chain.head().height());
        } catch (LedgerStartException e) {
          assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("offset");
        }
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void aDamagedStateFileIsSetAsideAndMadeAgainFromTheLog() throws Exception {
    Random random = new Random(6);
    for (int i = 0; i < 10; i++) {
      Path directory = copy("state" + i);
      Path file = directory.resolve("state.mv");
      flip(file, (long) (random.nextDouble() * Files.size(file)));
      try (TestNode node = new TestNode(settings(directory))) {
        assertThat(node.chain.head()).isEqualTo(head);
        assertThat(node.chain.verifyState()).isEmpty();
        assertThat(directory.resolve("state.mv.damaged-1")).exists();
      }
    }
  }

  @Test
  void afterACrashADamagedStateFileIsNeverServedEither() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 10; i++) {
      Path directory = copy("crash" + i);
      Files.delete(directory.resolve("state.clean"));
      Path file = directory.resolve("state.mv");
      flip(file, (long) (random.nextDouble() * Files.size(file)));
      try (TestNode node = new TestNode(settings(directory))) {
        assertThat(node.chain.head()).isEqualTo(head);
        assertThat(node.chain.verifyState()).isEmpty();
      }
    }
  }

  @Test
  void aDamagedNoteOfTheCleanStopCostsACheckAndNothingElse() throws Exception {
    Path directory = copy("note");
    flip(directory.resolve("state.clean"), 3);
    try (TestNode node = new TestNode(settings(directory))) {
      assertThat(node.chain.head()).isEqualTo(head);
    }
  }

  @Test
  void aLostStateFileIsMadeAgain() throws Exception {
    Path directory = copy("lost");
    Files.delete(directory.resolve("state.mv"));
    try (TestNode node = new TestNode(settings(directory))) {
      assertThat(node.chain.head()).isEqualTo(head);
      assertThat(node.chain.verifyState()).isEmpty();
    }
  }

  @Test
  void aLostSegmentIsReported() throws Exception {
    for (int i = 0; i < segments(original).size(); i++) {
      Path directory = copy("segment" + i);
      Files.delete(segments(directory).get(i));
      assertThatThrownBy(() -> new TestNode(settings(directory)))
          .isInstanceOf(LedgerStartException.class)
          .hasMessageContaining("the block log is damaged");
    }
  }

  @Test
  void anUnfinishedWriteIsCutAtEveryLength() throws Exception {
    Path last = segments(original).getLast();
    byte[] whole = Files.readAllBytes(last);
    // What a crash leaves of the next block: a beginning of one, here of a copy of the first.
    byte[] first = Files.readAllBytes(segments(original).getFirst());
    for (int kept : new int[] {1, 4, 19, 20, 100, 200}) {
      Path directory = copy("torn" + kept);
      byte[] torn = java.util.Arrays.copyOf(whole, whole.length + kept);
      System.arraycopy(first, 16, torn, whole.length, kept);
      Files.write(directory.resolve("blocks").resolve(last.getFileName()), torn);
      try (TestNode node = new TestNode(settings(directory))) {
        assertThat(node.chain.head()).isEqualTo(head);
        node.empty(2);
      }
      try (TestNode node = new TestNode(settings(directory))) {
        assertThat(node.chain.head().height()).isEqualTo(head.height() + 2);
      }
    }
  }

  @Test
  void aCommittedBlockThatIsCutShortIsReported() throws Exception {
    Path directory = copy("short");
    Path last = segments(directory).getLast();
    byte[] whole = Files.readAllBytes(last);
    Files.write(last, java.util.Arrays.copyOf(whole, whole.length - 7));
    assertThatThrownBy(() -> new TestNode(settings(directory)))
        .isInstanceOf(LedgerStartException.class)
        .hasMessageContaining("was committed");
  }
}
