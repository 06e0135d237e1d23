package io.ghostbridge.plugin.verify.internal.sign;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.Publisher;
import io.ghostbridge.plugin.verify.RefusalReason;
import io.ghostbridge.plugin.verify.internal.sign.TrustDirectory.Anchor;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the operator trusts a signer at a moment (RFC 5280, 6.1): its certificate is in the trust
 * directory or chains to one that is, each is valid, strong and not revoked, and the signer's is
 * for signing code. A time stamp does not prolong a certificate.
 */
public final class PublisherTrust {
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final int KEY_USAGE_DIGITAL_SIGNATURE = 0;

  private final TrustDirectory trust;
  private final Instant now;

  private PublisherTrust(TrustDirectory trust, Instant now) {
    this.trust = trust;
    this.now = now;
  }

  /** Reads the directory as it is now. */
  public static PublisherTrust read(Path directory, Instant now) throws PackageRefusedException {
    return new PublisherTrust(TrustDirectory.read(directory), now);
  }

  /**
   * @param chain the signer's certificate, followed by what it was sent with
   */
  public Publisher check(List<X509Certificate> chain) throws PackageRefusedException {
    X509Certificate signer = chain.getFirst();
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate last = chain.get(i);
      for (Anchor anchor : trust.anchors()) {
        if (anchor.certificate().equals(last)) {
          check(chain.subList(0, i), anchor, chain);
          return publisher(signer, anchor);
        }
        if (issued(anchor.certificate(), last)) {
          check(chain.subList(0, i + 1), anchor, chain);
          return publisher(signer, anchor);
        }
      }
    }
    throw new PackageRefusedException(
        RefusalReason.UNTRUSTED_PUBLISHER,
        null,
        "the publisher "
            + signer.getSubjectX500Principal().getName()
            + " (certificate SHA-256 "
            + sha256(signer)
            + ") is not vouched for by any of the "
            + trust.anchors().size()
            + " certificates in "
            + trust.path(),
        "if you trust the publisher, put its certificate, or its issuer's, there as a .pem file");
  }

  private void check(List<X509Certificate> path, Anchor anchor, List<X509Certificate> sent)
      throws PackageRefusedException {
    List<X509Certificate> all = new ArrayList<>(path);
    all.add(anchor.certificate());
    for (X509Certificate certificate : all) {
      checkDates(certificate);
      Strength.check(certificate);
    }
    checkPurpose(all.getFirst());
    if (!path.isEmpty()) {
      validate(path, anchor);
    }
    if (trust.revocationLists().isEmpty()) {
      // Whose signature would be on a list costs more to find than everything else here.
      return;
    }
    Revocation revocation = new Revocation(trust.revocationLists(), now);
    for (int i = 0; i < all.size(); i++) {
      X509Certificate certificate = all.get(i);
      Optional<X509Certificate> issuer =
          i + 1 < all.size()
              ? Optional.of(all.get(i + 1))
              : sent.stream().filter(other -> issued(other, certificate)).findFirst();
      if (issuer.isEmpty() && issued(certificate, certificate)) {
        issuer = Optional.of(certificate);
      }
      revocation.check(certificate, issuer);
    }
  }

  private void checkDates(X509Certificate certificate) throws PackageRefusedException {
    String name = certificate.getSubjectX500Principal().getName();
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isBefore(begin)) {
      throw new PackageRefusedException(
          RefusalReason.CERTIFICATE_NOT_YET_VALID,
          null,
          "the certificate of " + name + " is valid from " + begin + ", and it is " + now,
          "check the machine's clock, or wait");
    }
    if (now.isAfter(end)) {
      throw new PackageRefusedException(
          RefusalReason.CERTIFICATE_EXPIRED,
          null,
          "the certificate of " + name + " was valid until " + end + ", and it is " + now,
          "ask the publisher for the plugin signed with a new certificate");
    }
  }

  private static void checkPurpose(X509Certificate signer) throws PackageRefusedException {
    boolean[] usage = signer.getKeyUsage();
    List<String> extended;
    try {
      extended = signer.getExtendedKeyUsage();
    } catch (CertificateParsingException e) {
      extended = null;
    }
    if (extended == null
        || !extended.contains(CODE_SIGNING)
        || (usage != null && !usage[KEY_USAGE_DIGITAL_SIGNATURE])) {
      throw new PackageRefusedException(
          RefusalReason.CERTIFICATE_PURPOSE,
          null,
          "the certificate of "
              + signer.getSubjectX500Principal().getName()
              + " is not for signing code",
          "issue it with keyUsage digitalSignature and extendedKeyUsage codeSigning");
    }
  }

  private void validate(List<X509Certificate> path, Anchor anchor) throws PackageRefusedException {
    try {
      PKIXParameters parameters =
          new PKIXParameters(Set.of(new TrustAnchor(anchor.certificate(), null)));
      // Revocation is ours: the JDK's would ask the network.
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      if (anchor.certificate().getBasicConstraints() < 0) {
        throw new CertPathValidatorException("it is no certificate of an authority");
      }
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (GeneralSecurityException e) {
      throw new PackageRefusedException(
          RefusalReason.UNTRUSTED_PUBLISHER,
          null,
          "the certificate of "
              + path.getFirst().getSubjectX500Principal().getName()
              + " does not follow from "
              + anchor.file()
              + ": "
              + e.getMessage(),
          "have it issued by an authority that may issue it",
          e);
    }
  }

  private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Publisher publisher(X509Certificate signer, Anchor anchor) {
    return new Publisher(
        signer.getSubjectX500Principal().getName(),
        sha256(signer),
        signer.getSerialNumber().toString(16),
        signer.getNotBefore().toInstant(),
        signer.getNotAfter().toInstant(),
        anchor.file(),
        sha256(anchor.certificate().getPublicKey().getEncoded()));
  }

  private static String sha256(X509Certificate certificate) {
    try {
      return sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has an encoding", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
