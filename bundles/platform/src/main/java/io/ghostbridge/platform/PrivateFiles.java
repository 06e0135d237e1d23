package io.ghostbridge.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files that this process's user alone may read. One that others could have read is refused, for
 * what it holds may be theirs as well.
 */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /**
   * Creates {@code directory} where it is missing, and closes it to others where it is open.
   *
   * @throws IOException if it cannot be made private to this user
   * @throws UnsupportedOperationException if the file system knows no users
   */
  public static void createDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
    Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
  }

  /**
   * Replaces {@code file}. It is on the disk when this returns; after a crash before that there is
   * the former one or the new one, never a part.
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_FILE))) {
      ByteBuffer content = ByteBuffer.wrap(bytes);
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel parent = FileChannel.open(file.toAbsolutePath().getParent())) {
      parent.force(true);
    }
  }

  /**
   * The key file {@code file}, for the caller to wipe: all of it, or {@code maximum + 1} bytes of a
   * longer one.
   *
   * @param replacing what to do if somebody else can have read it, such as "replace the key"
   * @throws IllegalStateException if others may read or write it, saying what to do
   * @throws IOException if it is no regular file, or cannot be read
   */
  public static byte[] readKey(Path file, int maximum, String replacing) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "the key file " + file + " is missing or no regular file: put back a copy of it");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_DIRECTORY.containsAll(permissions)) {
      throw new IllegalStateException(
          "the key file "
              + file
              + " is open to other users ("
              + PosixFilePermissions.toString(permissions)
              + ", expected rw-------): run chmod 600 on it if nobody else can have read it, else "
              + replacing);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(maximum + 1);
    }
  }
}
