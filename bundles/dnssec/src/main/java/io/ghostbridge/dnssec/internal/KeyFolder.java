package io.ghostbridge.dnssec.internal;

import io.ghostbridge.platform.KeyFormatException;
import io.ghostbridge.platform.PrivateFiles;
import io.ghostbridge.platform.PrivateKeyPem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The folder of a zone's keys, readable by this node's user alone: {@code keys.txt} and a file for
 * each private key. A key that others could have read is refused.
 */
final class KeyFolder {
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
    PrivateFiles.createDirectory(directory);
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
    try (InputStream in = Files.newInputStream(file)) {
      return KeyList.parse(in.readNBytes(KeyList.MAXIMUM_BYTES + 1));
    } catch (KeyFormatException e) {
      throw unusable(file, e);
    }
  }

  /** Replaces the list durably. */
  void write(List<KeyEntry> keys) throws IOException {
    PrivateFiles.write(directory.resolve(LIST), KeyList.format(zone, keys));
  }

  /**
   * The private key of {@code key}, for the caller to wipe.
   *
   * @throws IllegalStateException if the file cannot be used, saying why and what to do
   */
  byte[] privateKey(KeyEntry key) throws IOException {
    Path file = directory.resolve(key.fileName());
    byte[] pem = PrivateFiles.readKey(file, PrivateKeyPem.MAXIMUM_BYTES, "roll the key");
    try {
      return key.algorithm().pem().decode(pem);
    } catch (KeyFormatException e) {
      throw unusable(file, e);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  /** Keeps a private key durably. */
  void store(KeyEntry key, byte[] privateKey) throws IOException {
    byte[] pem = key.algorithm().pem().encode(privateKey);
    try {
      PrivateFiles.write(directory.resolve(key.fileName()), pem);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  /** Removes a private key. */
  void delete(KeyEntry key) throws IOException {
    Files.deleteIfExists(directory.resolve(key.fileName()));
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
}
