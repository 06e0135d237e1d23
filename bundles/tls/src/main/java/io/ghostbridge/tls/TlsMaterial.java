package io.ghostbridge.tls;

import io.netty.handler.ssl.ClientAuth;
import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the certificate files hold.
 *
 * @param chain the server's certificate first, then those between it and its root; never empty
 * @param key the certificate's private key
 * @param clientAuthorities who may sign client certificates; empty if clients show none
 * @param clients whether clients show a certificate
 */
public record TlsMaterial(
    List<X509Certificate> chain,
    PrivateKey key,
    List<X509Certificate> clientAuthorities,
    ClientCertificates clients) {
  public TlsMaterial {
    chain = List.copyOf(chain);
    clientAuthorities = List.copyOf(clientAuthorities);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("no certificate is there");
    }
  }

  /** The chain as Java's and Netty's interfaces take it. */
  public X509Certificate[] chainArray() {
    return chain.toArray(X509Certificate[]::new);
  }

  /** The authorities as Java's and Netty's interfaces take them. */
  public X509Certificate[] clientAuthoritiesArray() {
    return clientAuthorities.toArray(X509Certificate[]::new);
  }

  /** Whether clients show a certificate, as Netty's interfaces take it. */
  public ClientAuth clientAuth() {
    return switch (clients) {
      case NONE -> ClientAuth.NONE;
      case OPTIONAL -> ClientAuth.OPTIONAL;
      case REQUIRED -> ClientAuth.REQUIRE;
    };
  }

  static List<X509Certificate> certificates(byte[] pem) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }
}
