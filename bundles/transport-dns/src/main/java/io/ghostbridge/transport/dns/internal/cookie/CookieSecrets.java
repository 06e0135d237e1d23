package io.ghostbridge.transport.dns.internal.cookie;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The secrets of server cookies. */
public final class CookieSecrets {
  private static final int MOST = 4;

  private CookieSecrets() {}

  /** One of its own, until the next start. */
  public static List<byte[]> random() {
    byte[] secret = new byte[ServerCookies.SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return List.of(secret);
  }

  /**
   * Reads a file of one secret a line, 32 hexadecimal digits each; empty lines and those that begin
   * with {@code #} do not count. Messages never repeat what a line has.
   *
   * @throws IllegalArgumentException if the file cannot be read or has something else
   */
  public static List<byte[]> read(Path file) {
    List<byte[]> secrets = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!line.strip().matches("[0-9a-fA-F]{" + 2 * ServerCookies.SECRET_BYTES + "}")) {
        throw new IllegalArgumentException(
            "line " + number + " of " + file + " is no secret; expected 32 hexadecimal digits");
      }
      secrets.add(HexFormat.of().parseHex(line.strip()));
    }
    if (secrets.isEmpty() || secrets.size() > MOST) {
      throw new IllegalArgumentException(
          file + " has " + secrets.size() + " secrets; expected one to " + MOST);
    }
    return secrets;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " cannot be read (" + e + "); make it, or empty the key", e);
    }
  }
}
