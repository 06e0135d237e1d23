package io.ghostbridge.node.key.internal;

import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.platform.KeyFormatException;
import io.ghostbridge.platform.PrivateFiles;
import io.ghostbridge.platform.PrivateKeyPem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of key files, readable by this node's user alone. A key that is missing is made; one
 * that others could have read is refused, for it may be theirs as well.
 */
final class KeyDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(KeyDirectory.class);

  private final Path directory;
  private final SignatureScheme scheme;

  /** Creates {@code directory} where it is missing, and closes it to others where it is open. */
  KeyDirectory(Path directory, SignatureScheme scheme) {
    this.directory = directory;
    this.scheme = scheme;
    try {
      PrivateFiles.createDirectory(directory);
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

  private static byte[] create(Path file) {
    byte[] seed = new byte[PrivateKeyPem.KEY_BYTES];
    new SecureRandom().nextBytes(seed);
    byte[] pem = PrivateKeyPem.ED25519.encode(seed);
    try {
      PrivateFiles.write(file, pem);
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
      pem = PrivateFiles.readKey(file, PrivateKeyPem.MAXIMUM_BYTES, "replace the key");
      return PrivateKeyPem.ED25519.decode(pem);
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
}
