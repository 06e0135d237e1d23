package io.ghostbridge.transport.http3.internal.quic;

import io.ghostbridge.tls.Hmac;
import io.netty.handler.codec.quic.QuicResetTokenGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Stateless reset tokens (RFC 9000 section 10.3.2): a MAC of the connection id under a key that
 * outlives a restart, so that a server that knows nothing of a connection any more can end it. One
 * object a socket.
 */
public final class ResetTokens implements QuicResetTokenGenerator {
  static final int LENGTH = 16;
  private static final int KEY_BYTES = 32;

  private final Hmac hmac;

  ResetTokens(byte[] key) {
    this.hmac = new Hmac(key);
  }

  @Override
  public ByteBuffer newResetToken(ByteBuffer connectionId) {
    return ByteBuffer.wrap(Arrays.copyOf(hmac.of(connectionId), LENGTH));
  }

  /**
   * The key in {@code file}, made on first use.
   *
   * @throws IOException if it cannot be read or written
   */
  public static byte[] key(Path file) throws IOException {
    if (Files.exists(file)) {
      byte[] key = Files.readAllBytes(file);
      if (key.length != KEY_BYTES) {
        throw new IOException(
            file + " has " + key.length + " bytes, expected " + KEY_BYTES + "; remove it");
      }
      return key;
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, key);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return key;
  }
}
