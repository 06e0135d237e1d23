package io.ghostbridge.cli.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.cli.CommandException;
import io.ghostbridge.launcher.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 private key in a file, as {@code openssl genpkey -algorithm ed25519} writes it. */
final class KeyFile {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "\n-----END PRIVATE KEY-----\n";

  /** RFC 8410, section 7: what precedes the seed. */
  private static final byte[] PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final byte[] seed;
  private final byte[] publicKey;

  private KeyFile(byte[] seed) {
    this.seed = seed;
    this.publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
  }

  /**
   * Makes a new key in {@code file}, which only its owner can read.
   *
   * @throws CommandException if the file is there already; a key is never overwritten
   */
  static KeyFile create(Path file) {
    byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    new SecureRandom().nextBytes(seed);
    byte[] der = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + seed.length);
    System.arraycopy(seed, 0, der, PKCS8_PREFIX.length, seed.length);
    String pem = BEGIN + Base64.getEncoder().encodeToString(der) + END;
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      try (FileChannel channel =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
        channel.write(ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
    } catch (FileAlreadyExistsException e) {
      throw new CommandException(
          ExitCode.FAILED, "there is a key in " + file + " already: choose another name");
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "the key cannot be written to " + file + ": " + e);
    }
    return new KeyFile(seed);
  }

  /** Reads the key in {@code file}. */
  static KeyFile read(Path file) {
    try {
      String body =
          Files.readString(file, StandardCharsets.US_ASCII)
              .replaceFirst("(?s).*-----BEGIN PRIVATE KEY-----", "")
              .replaceFirst("(?s)-----END PRIVATE KEY-----.*", "");
      byte[] der = Base64.getMimeDecoder().decode(body);
      EdECPrivateKey key =
          (EdECPrivateKey)
              KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
      return new KeyFile(key.getBytes().orElseThrow());
    } catch (NoSuchFileException e) {
      throw new CommandException(
          ExitCode.FAILED, "there is no key in " + file + ": make one with 'ghostbridge key new'");
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.FAILED,
          file + " is no Ed25519 private key in PKCS#8 PEM (" + e.getMessage() + ")");
    }
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  Address address() {
    return Address.ofEd25519(publicKey);
  }

  byte[] sign(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, publicKey, 0, null, message, 0, message.length, signature, 0);
    return signature;
  }
}
