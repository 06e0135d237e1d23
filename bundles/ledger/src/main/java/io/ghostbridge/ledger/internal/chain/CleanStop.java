package io.ghostbridge.ledger.internal.chain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A note that a clean stop leaves behind: the checksum of the whole state file. With it, the next
 * start knows at the cost of reading the file that not a byte has changed. Without it, the state is
 * checked entry by entry.
 */
final class CleanStop {
  private static final int BUFFER_BYTES = 1 << 20;

  private CleanStop() {}

  /** What the note says of the state file. */
  enum Verdict {
    /** There is no note: the last stop was a crash. */
    ABSENT,
    /** The file is as it was left. */
    UNCHANGED,
    /** The file or the note has changed since. */
    CHANGED
  }

  static void write(Path note, Path state) throws IOException {
    byte[] text = text(state).getBytes(StandardCharsets.US_ASCII);
    try (FileChannel channel =
        FileChannel.open(
            note,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(text));
      channel.force(true);
    }
  }

  /** Compares and removes the note: from now on a stop is a crash until it is written again. */
  static Verdict take(Path note, Path state) throws IOException {
    if (!Files.exists(note)) {
      return Verdict.ABSENT;
    }
    String found = new String(Files.readAllBytes(note), StandardCharsets.ISO_8859_1);
    boolean same = Files.exists(state) && found.equals(text(state));
    Files.delete(note);
    return same ? Verdict.UNCHANGED : Verdict.CHANGED;
  }

  private static String text(Path state) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(state, StandardOpenOption.READ)) {
      while (channel.read(buffer.clear()) >= 0) {
        crc.update(buffer.flip());
      }
      return "state "
          + channel.size()
          + " bytes crc32c "
          + HexFormat.of().toHexDigits((int) crc.getValue())
          + "\n";
    }
  }
}
