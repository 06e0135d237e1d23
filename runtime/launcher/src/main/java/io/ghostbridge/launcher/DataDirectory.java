package io.ghostbridge.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;

/**
 * The directory that holds everything a node writes, held by one process at a time. The operating
 * system lets go of the lock when the process ends, however it ends, so there is nothing stale to
 * remove.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "lock";

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the directory if it is not there, and takes it.
   *
   * @throws StartException if another process holds it, or it cannot be written
   */
  public static DataDirectory take(Path path) throws StartException {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(
            absolute,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              absolute.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        OptionalLong holder = holder(absolute);
        throw new StartException(
            ExitCode.ALREADY_RUNNING,
            "the data directory "
                + absolute
                + " is in use"
                + (holder.isPresent() ? " by process " + holder.getAsLong() : "")
                + ": stop that node with 'ghostbridge stop', or name another directory with --data");
      }
      channel.truncate(0);
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.write(ByteBuffer.wrap(pid), 0);
      return new DataDirectory(absolute, channel);
    } catch (IOException e) {
      throw new StartException(
          ExitCode.FAILED,
          "the data directory "
              + absolute
              + " cannot be used ("
              + e
              + "): name a directory that this user can write with --data or GHOST_DATA",
          e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock();
    return lock != null;
  }

  /** The process that runs on {@code path} now, if one does. */
  public static OptionalLong runningOn(Path path) {
    Path file = path.resolve(LOCK_FILE);
    if (!Files.isRegularFile(file)) {
      return OptionalLong.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return lock(channel) ? OptionalLong.empty() : holder(path);
    } catch (IOException e) {
      // Not ours to write, so another user's; the process it names tells whether it runs.
      OptionalLong holder = holder(path);
      return holder.isPresent() && ProcessHandle.of(holder.getAsLong()).isPresent()
          ? holder
          : OptionalLong.empty();
    }
  }

  private static OptionalLong holder(Path path) {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(path.resolve(LOCK_FILE)).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The absolute path. */
  public Path path() {
    return path;
  }

  /** Where the framework keeps its bundles' private files; made anew at each start. */
  public Path cache() {
    return path.resolve("cache");
  }

  /** Where the log files go. */
  public Path logs() {
    return path.resolve("logs");
  }

  /** Lets go of the directory. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
