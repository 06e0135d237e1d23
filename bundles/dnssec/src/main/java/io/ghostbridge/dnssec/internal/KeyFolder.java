package io.ghostbridge.dnssec.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The folder of a zone's keys, readable by this node's user alone: {@code keys.txt} and a file for
 * each private key. A key that others could have read is refused.
 */
final class KeyFolder {
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final String LIST = "keys.txt";

  private final Path directory;
  private final String zone;

  /**
   * Creates the folder {@code zone} in {@code parent} where it is missing, and closes it to others.
   *
   * @throws IOException if it cannot be made private to this user
   */
  KeyFolder(Path parent, String zone) throws IOException {
    this.zone = zone;
    directory = parent.resolve(zone);
    Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
    Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
  }

  /**
   * The keys of the list; none if there is no list.
   *
   * @throws IllegalStateException if it is no list of keys, saying why and what to do
   */
  List<KeyEntry> list() throws IOException {
    Path file = directory.resolve(LIST);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try {
      return KeyList.parse(read(file, KeyList.MAXIMUM_BYTES));
    } catch (KeyFormatException e) {
      throw unusable(file, e);
    }
  }

  /** Replaces the list durably. */
  void write(List<KeyEntry> keys) throws IOException {
    store(directory.resolve(LIST), KeyList.format(zone, keys));
  }

  /**
   * The private key of {@code key}, for the caller to wipe.
   *
   * @throws IllegalStateException if the file cannot be used, saying why and what to do
   */
  byte[] privateKey(KeyEntry key) throws IOException {
    Path file = directory.resolve(key.fileName());
    requirePrivate(file);
    byte[] pem = read(file, KeyPem.MAXIMUM_BYTES);
    try {
      return KeyPem.decode(pem, key.algorithm());
    } catch (KeyFormatException e) {
      throw unusable(file, e);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  /** Keeps a private key durably. */
  void store(KeyEntry key, byte[] privateKey) throws IOException {
    byte[] pem = KeyPem.encode(privateKey, key.algorithm());
    try {
      store(directory.resolve(key.fileName()), pem);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  /** Removes a private key. */
  void delete(KeyEntry key) throws IOException {
    Files.deleteIfExists(directory.resolve(key.fileName()));
  }

  private void store(Path file, byte[] bytes) throws IOException {
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
    try (FileChannel parent = FileChannel.open(directory)) {
      parent.force(true);
    }
  }

  private static byte[] read(Path file, int maximum) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(maximum + 1);
    }
  }

  private IllegalStateException unusable(Path file, KeyFormatException e) {
    return new IllegalStateException(
        "the key file "
            + file
            + " cannot be used: "
            + e.getMessage()
            + "; put back a copy of it, or move the folder of the zone "
            + zone
            + " away to have new keys made, whose DS record the parent then needs",
        e);
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "the key file " + file + " is missing or no regular file: put back a copy of it");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    for (PosixFilePermission permission : permissions) {
      if (!permission.name().startsWith("OWNER_")) {
        throw new IllegalStateException(
            "the key file "
                + file
                + " is open to other users ("
                + PosixFilePermissions.toString(permissions)
                + ", expected rw-------): run chmod 600 on it if nobody else can have read it, else"
                + " roll the key");
      }
    }
  }
}
