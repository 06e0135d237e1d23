package io.ghostbridge.ledger.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the log: each is named after its first block's height and begins with a header. */
final class Segments {
  static final int HEADER_BYTES = 16;
  private static final long HEADER_MAGIC = 0x4742424c4f473031L;
  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.blocks");

  private Segments() {}

  static Path file(Path directory, long firstHeight) {
    return directory.resolve("%019d.blocks".formatted(firstHeight));
  }

  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  static long firstHeight(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(file + " is no file of the block log");
    }
    return Long.parseLong(name.group(1));
  }

  static FileChannel create(Path directory, long firstHeight) throws IOException {
    Path file = file(directory, firstHeight);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer header =
        ByteBuffer.allocate(HEADER_BYTES).putLong(HEADER_MAGIC).putLong(firstHeight).flip();
    while (header.hasRemaining()) {
      channel.write(header);
    }
    channel.force(true);
    syncDirectory(directory);
    return channel;
  }

  /** A new file's name is durable only when its directory is. */
  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static void checkHeader(Path file, ByteBuffer data) throws LogDamagedException {
    if (data.limit() < HEADER_BYTES
        || data.getLong(0) != HEADER_MAGIC
        || data.getLong(8) != firstHeight(file)) {
      throw new LogDamagedException(file, 0, "the file's header is wrong");
    }
  }
}
