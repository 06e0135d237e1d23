package io.ghostbridge.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of a TLS listener.
 *
 * @param certificates the server's certificate and those between it and its root
 * @param key the certificate's private key, PKCS#8, not encrypted
 * @param clientAuthorities who may sign client certificates, or null if clients show none
 */
public record CertificateFiles(Path certificates, Path key, @Nullable Path clientAuthorities) {
  /** What the files held at one moment. */
  @SuppressWarnings("ArrayRecordComponent") // compared by content, below
  record Contents(byte[] certificates, byte[] key, byte @Nullable [] clientAuthorities) {
    boolean isSameAs(Contents other) {
      return Arrays.equals(certificates, other.certificates)
          && Arrays.equals(key, other.key)
          && Arrays.equals(clientAuthorities, other.clientAuthorities);
    }
  }

  Contents read() throws IOException {
    Path authorities = clientAuthorities;
    return new Contents(
        read("certificateFile", certificates),
        read("keyFile", key),
        authorities == null ? null : read("clientCaFile", authorities));
  }

  private static byte[] read(String configKey, Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException(configKey + " names " + file + ", which does not exist", e);
    } catch (IOException e) {
      throw new IOException(
          configKey + " names " + file + ", which cannot be read: " + e.getMessage(), e);
    }
  }
}
