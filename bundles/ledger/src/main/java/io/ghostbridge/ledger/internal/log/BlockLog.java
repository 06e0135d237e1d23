package io.ghostbridge.ledger.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append-only log of blocks, the node's only truth: a block that {@link #append} returned for
 * survives a crash of the process and of the machine. Opening reads and checks every byte. One
 * thread appends; any thread reads.
 */
public final class BlockLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BlockLog.class);

  private final Path directory;
  private final long segmentBytes;
  private final List<FileChannel> channels = new ArrayList<>();
  private volatile Index index = new Index(new long[64], List.of(), 0);
  private long end;
  private boolean failed;

  /** Where each block is: the segment's number in the upper 24 bits, the offset in the rest. */
  private static final class Index {
    private final long[] places;
    private final List<FileChannel> channels;
    private final int size;

    Index(long[] places, List<FileChannel> channels, int size) {
      this.places = places;
      this.channels = channels;
      this.size = size;
    }
  }

  private static final int OFFSET_BITS = 40;

  /** Is told of each block when the log is opened. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Checks the stored block.
     *
     * @return what is wrong, or null
     */
    @org.jspecify.annotations.Nullable
    String block(long height, byte[] payload);
  }

  /**
   * Opens the log in {@code directory}, cutting off what a crash left of an unfinished write.
   *
   * @param segmentBytes a segment that has reached this size is followed by a new one
   * @param committedHeight a block up to this height was committed for certain: if it is not whole,
   *     that is damage and no unfinished write
   * @throws LogDamagedException naming file and offset
   */
  public BlockLog(Path directory, long segmentBytes, long committedHeight, Visitor visitor)
      throws IOException, LogDamagedException {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    Files.createDirectories(directory);
    try {
      List<Path> files = Segments.list(directory);
      for (int i = 0; i < files.size(); i++) {
        open(files.get(i), i == files.size() - 1, committedHeight, visitor);
      }
      if (size() <= committedHeight) {
        throw new LogDamagedException(
            files.isEmpty() ? directory : files.getLast(),
            end,
            "the log ends before height " + committedHeight + ", which was committed");
      }
    } catch (IOException | LogDamagedException | RuntimeException e) {
      closeChannels();
      throw e;
    }
  }

  private void open(Path file, boolean last, long committedHeight, Visitor visitor)
      throws IOException, LogDamagedException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long size = channel.size();
    if (last && size < Segments.HEADER_BYTES && Segments.firstHeight(file) == size()) {
      // A crash while the segment was made: no block can be in it.
      log.warn("event=log_segment_dropped file={} bytes={}", file, size);
      channel.close();
      Files.delete(file);
      return;
    }
    channels.add(channel);
    if (size > Integer.MAX_VALUE) {
      throw new LogDamagedException(file, size, "the file is larger than a segment can be");
    }
    ByteBuffer data = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    Segments.checkHeader(file, data);
    if (Segments.firstHeight(file) != size()) {
      throw new LogDamagedException(
          file, 0, "the blocks from height " + size() + " on are missing before this file");
    }
    SegmentScan scan =
        new SegmentScan(
            file,
            data,
            last,
            (height, offset, payload) -> {
              byte[] copy = new byte[payload.remaining()];
              payload.get(copy);
              String wrong = visitor.block(height, copy);
              addPlace(offset);
              return wrong;
            });
    end = scan.run(Segments.HEADER_BYTES, size());
    if (end < size) {
      if (size() <= committedHeight) {
        throw new LogDamagedException(
            file, end, "the block at height " + size() + " was committed and is not whole");
      }
      log.warn(
          "event=log_tail_cut file={} offset={} bytes={} reason=\"unfinished write\"",
          file,
          end,
          size - end);
      channel.truncate(end);
      channel.force(true);
    }
  }

  private void addPlace(long offset) {
    Index now = index;
    long[] places =
        now.size == now.places.length ? Arrays.copyOf(now.places, 2 * now.size) : now.places;
    places[now.size] = (long) (channels.size() - 1) << OFFSET_BITS | offset;
    List<FileChannel> open =
        now.channels.size() == channels.size() ? now.channels : List.copyOf(channels);
    index = new Index(places, open, now.size + 1);
  }

  /** The number of blocks, which is the height of the next. */
  public long size() {
    return index.size;
  }

  /**
   * Appends the next block. When this returns, the block is on the disk.
   *
   * @throws IOException if it is not; then either the log is as before, or it takes nothing more
   */
  public void append(long height, byte[] payload) throws IOException {
    if (failed) {
      throw new IOException("an earlier write failed: restart the node");
    }
    if (height != size()) {
      throw new IllegalStateException("the next block is at height " + size() + ", not " + height);
    }
    if (payload.length > LogRecord.MAX_PAYLOAD_BYTES) {
      throw new IOException("a block of " + payload.length + " bytes is too large for the log");
    }
    if (channels.isEmpty() || end >= segmentBytes) {
      channels.add(Segments.create(directory, height));
      end = Segments.HEADER_BYTES;
    }
    FileChannel channel = channels.getLast();
    ByteBuffer record = LogRecord.encode(height, payload);
    long position = end;
    try {
      while (record.hasRemaining()) {
        position += channel.write(record, position);
      }
    } catch (IOException e) {
      undo(channel, e);
      throw e;
    }
    try {
      channel.force(false);
    } catch (IOException e) {
      // What is on the disk is unknown now: only a restart can tell.
      failed = true;
      throw e;
    }
    addPlace(end);
    end = position;
  }

  private void undo(FileChannel channel, IOException cause) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      failed = true;
      cause.addSuppressed(e);
    }
  }

  /** The stored bytes of the block at {@code height}, checked again. */
  public byte[] read(long height) throws IOException {
    Index now = index;
    if (height < 0 || height >= now.size) {
      throw new IllegalArgumentException(
          "the log has blocks 0 to " + (now.size - 1) + ", not " + height);
    }
    long place = now.places[(int) height];
    FileChannel channel = now.channels.get((int) (place >>> OFFSET_BITS));
    long offset = place & (1L << OFFSET_BITS) - 1;
    ByteBuffer header = read(channel, offset, LogRecord.HEADER_BYTES);
    int length = header.getInt(4);
    if (header.getInt(0) != LogRecord.MAGIC || length < 0 || length > channel.size() - offset) {
      throw new IOException("block " + height + " in the log was damaged since the start");
    }
    ByteBuffer read = read(channel, offset + LogRecord.HEADER_BYTES, length);
    byte[] payload = new byte[length];
    read.get(payload);
    if (LogRecord.checksum(length, height, ByteBuffer.wrap(payload)) != header.getInt(16)) {
      throw new IOException("block " + height + " in the log was damaged since the start");
    }
    return payload;
  }

  private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("the block log became shorter since the start");
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() {
    closeChannels();
  }

  private void closeChannels() {
    for (FileChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        log.warn("event=log_close_failed cause=\"{}\"", e.toString());
      }
    }
  }
}
