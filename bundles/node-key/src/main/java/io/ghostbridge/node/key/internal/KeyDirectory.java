package io.ghostbridge.node.key.internal;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of key files, readable by this node's user alone. A key that is missing is made; one
 * that others could have read is refused, for it may be theirs as well.
 */
final class KeyDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(KeyDirectory.class);
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path directory;
  private final SignatureScheme scheme;

  /** Creates {@code directory} where it is missing, and closes it to others where it is open. */
  KeyDirectory(Path directory, SignatureScheme scheme) {
    this.directory = directory;
    this.scheme = scheme;
    try {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
      Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
    } catch (IOException | UnsupportedOperationException e) {
      throw new IllegalStateException(
          "the key folder " + directory + " cannot be made private to this user: " + e, e);
    }
  }

  /**
   * The key in {@code <name>.pem}, made now if there is no such file.
   *
   * @throws IllegalStateException if the file cannot be used, saying why and what to do
   */
  SigningKey open(String name) {
    Path file = directory.resolve(name + ".pem");
    boolean missing = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    byte[] seed = missing ? create(file) : read(file);
    try {
      SigningKey key = scheme.fromSeed(seed);
      LOG.info(
          "event={} name={} public_key={} file=\"{}\"",
          missing ? "key.created" : "key.opened",
          name,
          key.publicKey(),
          file);
      return key;
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private byte[] create(Path file) {
    byte[] seed = new byte[Pkcs8Pem.SEED_LENGTH];
    new SecureRandom().nextBytes(seed);
    byte[] pem = Pkcs8Pem.encode(seed);
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(unfinished);
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(OWNER_FILE))) {
        ByteBuffer content = ByteBuffer.wrap(pem);
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel parent = FileChannel.open(directory)) {
        parent.force(true);
      }
      return seed;
    } catch (IOException e) {
      Arrays.fill(seed, (byte) 0);
      throw new IllegalStateException("the key file " + file + " cannot be written: " + e, e);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  private static byte[] read(Path file) {
    byte[] pem = {};
    try {
      requirePrivate(file);
      try (InputStream in = Files.newInputStream(file)) {
        pem = in.readNBytes(Pkcs8Pem.MAX_LENGTH + 1);
      }
      return Pkcs8Pem.decode(pem);
    } catch (KeyFormatException e) {
      throw new IllegalStateException(
          "the key file "
              + file
              + " cannot be used: "
              + e.getMessage()
              + "; put back a copy of it, or move it away to have a new key made",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("the key file " + file + " cannot be read: " + e, e);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is no regular file");
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
                + " replace the key");
      }
    }
  }
}
