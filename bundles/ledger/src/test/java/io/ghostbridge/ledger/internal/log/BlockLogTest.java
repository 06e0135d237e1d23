package io.ghostbridge.ledger.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockLogTest {
  @TempDir Path directory;

  private static byte[] payload(long height) {
    byte[] payload = new byte[(int) (10 + height * 7)];
    java.util.Arrays.fill(payload, (byte) height);
    return payload;
  }

  @Test
  void whatWasAppendedIsReadAgainAcrossSegmentsAndRestarts() throws Exception {
    try (BlockLog log = new BlockLog(directory, 200, -1, (height, payload) -> null)) {
      for (long height = 0; height < 20; height++) {
        log.append(height, payload(height));
        assertThat(log.read(height)).isEqualTo(payload(height));
      }
    }
    List<Long> seen = new ArrayList<>();
    try (BlockLog log =
        new BlockLog(
            directory,
            200,
            19,
            (height, payload) -> {
              seen.add(height);
              return null;
            })) {
      assertThat(log.size()).isEqualTo(20);
      for (long height = 0; height < 20; height++) {
        assertThat(log.read(height)).isEqualTo(payload(height));
      }
      assertThatThrownBy(() -> log.append(5, payload(5))).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> log.read(20)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(seen).hasSize(20).isSorted();
  }

  @Test
  void aBlockThatTheVisitorRefusesIsReportedWithItsPlace() throws Exception {
    try (BlockLog log = new BlockLog(directory, 1000, -1, (height, payload) -> null)) {
      log.append(0, payload(0));
      log.append(1, payload(1));
    }
    assertThatThrownBy(
            () ->
                new BlockLog(
                    directory, 1000, -1, (height, payload) -> height == 1 ? "it is blue" : null))
        .isInstanceOf(LogDamagedException.class)
        .hasMessageContaining("at offset 50")
        .hasMessageContaining("it is blue");
  }
}
