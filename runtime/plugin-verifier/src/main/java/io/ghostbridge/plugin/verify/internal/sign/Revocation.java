package io.ghostbridge.plugin.verify.internal.sign;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import io.ghostbridge.plugin.verify.internal.sign.TrustDirectory.RevocationList;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Revocation lists (RFC 5280, 5 and 6.3), as far as the operator has them: a certificate whose
 * issuer has none is not revoked; a list that is out of date, not signed by the issuer, or of a
 * kind that is not understood makes the certificate refused.
 */
record Revocation(List<RevocationList> lists, Instant now) {
  private static final int KEY_USAGE_CRL_SIGN = 6;

  /**
   * @param issuer empty if it is not known
   */
  void check(X509Certificate certificate, Optional<X509Certificate> issuer)
      throws PackageRefusedException {
    for (RevocationList list : lists) {
      if (!list.list().getIssuerX500Principal().equals(certificate.getIssuerX500Principal())) {
        continue;
      }
      if (issuer.isEmpty()) {
        throw unknown(
            list, "its signature cannot be verified: the issuer's certificate is missing");
      }
      checkList(list, issuer.get());
      X509CRLEntry entry = list.list().getRevokedCertificate(certificate.getSerialNumber());
      if (entry != null) {
        throw new PackageRefusedException(
            RefusalReason.CERTIFICATE_REVOKED,
            null,
            "the certificate of "
                + certificate.getSubjectX500Principal().getName()
                + " was revoked on "
                + entry.getRevocationDate().toInstant()
                + ", says "
                + list.file(),
            "do not use the plugin; ask its publisher for one that is signed anew");
      }
    }
  }

  private void checkList(RevocationList list, X509Certificate issuer)
      throws PackageRefusedException {
    X509CRL crl = list.list();
    String algorithm = crl.getSigAlgName().toUpperCase(Locale.ROOT);
    boolean[] usage = issuer.getKeyUsage();
    if (algorithm.contains("SHA1") || algorithm.contains("MD5")) {
      throw unknown(list, "it is signed with " + algorithm + ", which can be forged");
    }
    if (usage != null && !usage[KEY_USAGE_CRL_SIGN]) {
      throw unknown(list, "its issuer's certificate is not for signing revocation lists");
    }
    try {
      crl.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw unknown(list, "its signature is not one of its issuer");
    }
    Set<String> critical = crl.getCriticalExtensionOIDs();
    if (critical != null && !critical.isEmpty()) {
      throw unknown(list, "it is partial or indirect (critical extension " + critical + ")");
    }
    if (crl.getThisUpdate().toInstant().isAfter(now)) {
      throw unknown(list, "it begins at " + crl.getThisUpdate().toInstant());
    }
    Date next = crl.getNextUpdate();
    if (next == null || next.toInstant().isBefore(now)) {
      throw unknown(
          list, next == null ? "it does not say until when" : "it ended at " + next.toInstant());
    }
  }

  private static PackageRefusedException unknown(RevocationList list, String problem) {
    return new PackageRefusedException(
        RefusalReason.REVOCATION_UNKNOWN,
        null,
        "the revocation list "
            + list.file()
            + " of "
            + list.list().getIssuerX500Principal().getName()
            + " does not hold: "
            + problem,
        "put a current list of that issuer in its place");
  }
}
