package io.ghostbridge.ledger.internal.log;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment from its beginning and checks every record. For one segment and one thread.
 *
 * <p>The end of the last segment may be a write that a crash cut short: fewer bytes than a record
 * has, or zeroes where its trailer should be, and no record afterwards. Anything else that is no
 * record is damage.
 */
final class SegmentScan {
  /** Is told of each record. */
  interface Visitor {
    /**
     * A record's payload as a view that is valid during the call.
     *
     * @return what is wrong with it, or null
     */
    @Nullable String record(long height, int offset, ByteBuffer payload);
  }

  private final Path file;
  private final ByteBuffer data;
  private final boolean last;
  private final Visitor visitor;

  SegmentScan(Path file, ByteBuffer data, boolean last, Visitor visitor) {
    this.file = file;
    this.data = data;
    this.last = last;
    this.visitor = visitor;
  }

  /**
   * Reads the records from {@code start} on.
   *
   * @param expectedHeight the first record's
   * @return the offset after the last whole record
   */
  int run(int start, long expectedHeight) throws LogDamagedException {
    int offset = start;
    long height = expectedHeight;
    while (offset < data.limit()) {
      String wrong = wrongAt(offset, height);
      if (wrong != null) {
        if (last && isCutShort(offset) && !recordAfter(offset)) {
          return offset;
        }
        throw new LogDamagedException(file, offset, wrong);
      }
      int length = data.getInt(offset + 4);
      String refused =
          visitor.record(height, offset, data.slice(offset + LogRecord.HEADER_BYTES, length));
      if (refused != null) {
        throw new LogDamagedException(file, offset, refused);
      }
      offset += LogRecord.bytes(length);
      height++;
    }
    return offset;
  }

  private @Nullable String wrongAt(int offset, long height) {
    int left = data.limit() - offset;
    if (left < LogRecord.HEADER_BYTES) {
      return "a record's header has 20 bytes, and " + left + " are left";
    }
    if (data.getInt(offset) != LogRecord.MAGIC) {
      return "no record begins here";
    }
    int length = data.getInt(offset + 4);
    if (length < 0 || length > LogRecord.MAX_PAYLOAD_BYTES) {
      return "a record's length is " + length;
    }
    if (left < LogRecord.bytes(length)) {
      return "a record has " + LogRecord.bytes(length) + " bytes, and " + left + " are left";
    }
    long found = data.getLong(offset + 8);
    int checksum =
        LogRecord.checksum(length, found, data.slice(offset + LogRecord.HEADER_BYTES, length));
    if (checksum != data.getInt(offset + 16)) {
      return "the checksum of the block at height " + height + " is wrong";
    }
    if (data.getInt(offset + LogRecord.HEADER_BYTES + length) != LogRecord.TRAILER) {
      return "the end of the block at height " + height + " is wrong";
    }
    return found == height ? null : "a block at height " + found + " instead of " + height;
  }

  private boolean isCutShort(int offset) {
    int left = data.limit() - offset;
    if (left < LogRecord.HEADER_BYTES) {
      return true;
    }
    if (isZero(offset)) {
      return true;
    }
    if (data.getInt(offset) != LogRecord.MAGIC) {
      return false;
    }
    int length = data.getInt(offset + 4);
    if (length < 0 || length > LogRecord.MAX_PAYLOAD_BYTES) {
      return false;
    }
    return left < LogRecord.bytes(length)
        || data.getInt(offset + LogRecord.HEADER_BYTES + length) == 0;
  }

  private boolean isZero(int offset) {
    for (int i = offset; i < data.limit(); i++) {
      if (data.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a whole record lies anywhere after {@code offset}: then that is no torn end. */
  private boolean recordAfter(int offset) {
    LongFunction<@Nullable String> anyHeight = at -> wrongAt((int) at, data.getLong((int) at + 8));
    for (int at = offset + 1; at <= data.limit() - LogRecord.HEADER_BYTES; at++) {
      if (data.getInt(at) == LogRecord.MAGIC && anyHeight.apply(at) == null) {
        return true;
      }
    }
    return false;
  }
}
