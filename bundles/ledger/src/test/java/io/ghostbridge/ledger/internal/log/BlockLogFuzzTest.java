package io.ghostbridge.ledger.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class BlockLogFuzzTest {
  private static final Path FILE = Path.of("0000000000000000000.blocks");

  @FuzzTest
  void anySegmentIsReadCutOrReportedAsDamaged(byte[] data) {
    scan(data, true);
    scan(data, false);
  }

  /** A whole record in front is always found, whatever follows it. */
  @FuzzTest
  void aWholeRecordBeforeAnyTailIsRead(byte[] tail) {
    byte[] record = new byte[LogRecord.bytes(3)];
    LogRecord.encode(0, new byte[] {1, 2, 3}).get(record);
    byte[] data = java.util.Arrays.copyOf(record, record.length + tail.length);
    System.arraycopy(tail, 0, data, record.length, tail.length);
    assertThat(scan(data, true)).startsWith(0L);
  }

  private static List<Long> scan(byte[] data, boolean last) {
    List<Long> heights = new ArrayList<>();
    try {
      int end =
          new SegmentScan(
                  FILE,
                  ByteBuffer.wrap(data),
                  last,
                  (height, offset, payload) -> {
                    heights.add(height);
                    return null;
                  })
              .run(0, 0);
      assertThat(end).isBetween(0, data.length);
    } catch (LogDamagedException expected) {
      assertThat(expected).hasMessageContaining(FILE.toString());
    }
    return heights;
  }
}
