package io.ghostbridge.plugin.operator.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Whether a file ends as a zip file does (PKWARE APPNOTE 4.3.16): a zip file that is being copied
 * has no end yet. What is between is for the verifier.
 */
final class ZipEnd {
  private static final int LOCAL_FILE_HEADER = 0x04034b50;
  private static final int CENTRAL_DIRECTORY_HEADER = 0x02014b50;
  private static final int END_OF_CENTRAL_DIRECTORY = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT_BYTES = 0xffff;

  private ZipEnd() {}

  static boolean isComplete(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size < END_BYTES || read(channel, 0, 4).getInt(0) != LOCAL_FILE_HEADER) {
        return false;
      }
      int tail = (int) Math.min(size, END_BYTES + MAX_COMMENT_BYTES);
      ByteBuffer end = read(channel, size - tail, tail);
      for (int at = tail - END_BYTES; at >= 0; at--) {
        if (end.getInt(at) == END_OF_CENTRAL_DIRECTORY
            && at + END_BYTES + Short.toUnsignedInt(end.getShort(at + 20)) == tail) {
          return directoryIsThere(channel, size - tail + at, end, at);
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean directoryIsThere(
      FileChannel channel, long endOffset, ByteBuffer end, int at) throws IOException {
    long bytes = Integer.toUnsignedLong(end.getInt(at + 12));
    long offset = Integer.toUnsignedLong(end.getInt(at + 16));
    return offset + bytes == endOffset
        && bytes >= 4
        && read(channel, offset, 4).getInt(0) == CENTRAL_DIRECTORY_HEADER;
  }

  private static ByteBuffer read(FileChannel channel, long offset, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("the file became shorter");
      }
    }
    return buffer;
  }
}
