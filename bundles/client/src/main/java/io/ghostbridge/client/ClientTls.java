package io.ghostbridge.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 to the nodes: whom the client trusts, and who it is. Files are PEM, read when the channel
 * is built.
 *
 * @param trust certificates of authorities, or a node's own; null: those that Java trusts
 * @param certificate the client's certificate and those between it and the authority; null: none
 * @param key the private key of {@code certificate}, PKCS#8 without a password; null: none
 */
public record ClientTls(@Nullable Path trust, @Nullable Path certificate, @Nullable Path key) {
  /** Checks that certificate and key come together. */
  public ClientTls {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          certificate == null
              ? "the key " + key + " has no certificate; give both or neither"
              : "the certificate " + certificate + " has no key; give both or neither");
    }
  }

  /** Trusts the authorities that Java trusts. */
  public static ClientTls trustingJava() {
    return new ClientTls(null, null, null);
  }

  /** Trusts the certificates in {@code file} only. */
  public static ClientTls trusting(Path file) {
    return new ClientTls(file, null, null);
  }

  /** The same, and shows a certificate to nodes that ask for one. */
  public ClientTls presenting(Path chain, Path privateKey) {
    return new ClientTls(trust, chain, privateKey);
  }
}
