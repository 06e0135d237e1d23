package io.ghostbridge.plugin.verify.internal.sign;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's directory: {@code *.pem} with certificates that vouch for publishers, {@code
 * *.crl} with revocation lists. A file that cannot be read might be the one that revokes, so then
 * nothing is trusted.
 *
 * @param anchors in the order of the files' names
 * @param revocationLists in the order of the files' names
 */
record TrustDirectory(Path path, List<Anchor> anchors, List<RevocationList> revocationLists) {
  private static final int MAX_FILES = 1_000;
  private static final int MAX_FILE_BYTES = 16 << 20;

  /** A trusted certificate, of a publisher or of who issues publishers' certificates. */
  record Anchor(String file, X509Certificate certificate) {}

  /** What an issuer revoked. */
  record RevocationList(String file, X509CRL list) {}

  /** A directory that is not there trusts nobody. */
  static TrustDirectory read(Path path) throws PackageRefusedException {
    List<Anchor> anchors = new ArrayList<>();
    List<RevocationList> lists = new ArrayList<>();
    for (Path file : files(path, "*.pem")) {
      for (Certificate certificate : certificates(file)) {
        if (!(certificate instanceof X509Certificate x509)) {
          throw unreadable(file, "it has another certificate than of X.509", null);
        }
        anchors.add(new Anchor(file.getFileName().toString(), x509));
      }
    }
    for (Path file : files(path, "*.crl")) {
      lists.add(new RevocationList(file.getFileName().toString(), revocationList(file)));
    }
    return new TrustDirectory(path, List.copyOf(anchors), List.copyOf(lists));
  }

  private static List<Path> files(Path path, String glob) throws PackageRefusedException {
    List<Path> files = new ArrayList<>();
    if (!Files.exists(path)) {
      return files;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path, glob)) {
      for (Path file : stream) {
        if (files.size() == MAX_FILES) {
          throw unreadable(path, "it has more than " + MAX_FILES + " files " + glob, null);
        }
        files.add(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(path, "it cannot be listed (" + e.getClass().getSimpleName() + ")", e);
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws PackageRefusedException {
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content(file)));
      if (found.isEmpty()) {
        throw unreadable(file, "it has no certificate", null);
      }
      return found;
    } catch (CertificateException e) {
      throw unreadable(file, "it is no certificate in PEM", e);
    }
  }

  private static X509CRL revocationList(Path file) throws PackageRefusedException {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(content(file)));
    } catch (CertificateException | CRLException e) {
      throw unreadable(file, "it is no revocation list in PEM or DER", e);
    }
  }

  private static byte[] content(Path file) throws PackageRefusedException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
      if (content.length > MAX_FILE_BYTES) {
        throw unreadable(file, "it has more than " + MAX_FILE_BYTES + " bytes", null);
      }
      return content;
    } catch (IOException e) {
      throw unreadable(file, "it cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static PackageRefusedException unreadable(
      Path file, String problem, @Nullable Exception cause) {
    return new PackageRefusedException(
        RefusalReason.TRUST_UNREADABLE,
        null,
        "no plugin is trusted while " + file + " is as it is: " + problem,
        "correct or remove the file",
        cause);
  }
}
