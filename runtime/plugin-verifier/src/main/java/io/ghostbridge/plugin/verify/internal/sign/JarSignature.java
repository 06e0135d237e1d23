package io.ghostbridge.plugin.verify.internal.sign;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import io.ghostbridge.plugin.verify.VerifierLimits;
import io.ghostbridge.plugin.verify.internal.manifest.ManifestText;
import io.ghostbridge.plugin.verify.internal.zip.ZipArchive;
import io.ghostbridge.plugin.verify.internal.zip.ZipMember;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.CodeSigner;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.jspecify.annotations.Nullable;

/**
 * Standard JAR signing, verified by {@code java.util.jar}, and what that lets pass: here the
 * signature covers the whole manifest and each entry, there is exactly one, and no digest of it is
 * weak. Whether its certificate is trusted is not decided here.
 */
public final class JarSignature {
  private static final String REMEDY = "get the file from its publisher again, or sign it again";

  private final byte[] bytes;
  private final ZipArchive archive;
  private final byte[] manifestBytes;
  private final ManifestText manifest;
  private final VerifierLimits limits;

  /**
   * Nothing is verified yet.
   *
   * @param bytes of the archive
   * @param manifestBytes of {@code manifest}
   */
  public JarSignature(
      byte[] bytes,
      ZipArchive archive,
      byte[] manifestBytes,
      ManifestText manifest,
      VerifierLimits limits) {
    this.bytes = bytes;
    this.archive = archive;
    this.manifestBytes = manifestBytes;
    this.manifest = manifest;
    this.limits = limits;
  }

  /**
   * The signer's certificate and those that it was sent with, the signer's first.
   *
   * @return empty if the archive is not signed at all
   */
  public Optional<List<X509Certificate>> verify() throws PackageRefusedException {
    Optional<SignatureFiles> files = SignatureFiles.find(archive);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    checkBlock(files.get());
    checkManifest(files.get());
    checkCoverage(files.get());
    return Optional.of(certificates(checkEntries(files.get()), files.get()));
  }

  private void checkBlock(SignatureFiles files) throws PackageRefusedException {
    String name = files.block().name();
    List<SignerInformation> signers;
    try {
      CMSSignedData block = new CMSSignedData(archive.content(files.block()));
      signers = List.copyOf(block.getSignerInfos().getSigners());
    } catch (CMSException | RuntimeException e) {
      // Bouncy Castle throws what it likes at ill-formed ASN.1.
      throw new PackageRefusedException(
          RefusalReason.SIGNATURE_INVALID, name, "it is no signature block", REMEDY, e);
    }
    if (signers.size() != 1) {
      throw new PackageRefusedException(
          RefusalReason.SIGNATURE_AMBIGUOUS,
          name,
          "it has " + signers.size() + " signers, expected one",
          REMEDY);
    }
    Strength.check(signers.getFirst(), name);
  }

  /** java.util.jar lets a changed manifest pass if the sections of the entries are the same. */
  private void checkManifest(SignatureFiles files) throws PackageRefusedException {
    String name = files.signature().name();
    ManifestText text =
        ManifestText.parse(archive.content(files.signature()), name, "Signature-Version", limits);
    boolean covered = false;
    for (Map.Entry<String, String> header : text.main().entrySet()) {
      Strength.digestOf(header.getKey(), "-MANIFEST-MAIN-ATTRIBUTES", name);
      String algorithm = Strength.digestOf(header.getKey(), "-MANIFEST", name);
      if (algorithm != null) {
        covered = true;
        if (!digest(algorithm).equals(header.getValue())) {
          throw new PackageRefusedException(
              RefusalReason.MANIFEST_TAMPERED,
              SignatureFiles.MANIFEST,
              "it is not the manifest that was signed",
              REMEDY);
        }
      }
    }
    if (!covered) {
      throw new PackageRefusedException(
          RefusalReason.UNSIGNED_ENTRY,
          SignatureFiles.MANIFEST,
          "the signature does not cover the whole manifest",
          "sign the plugin with jarsigner");
    }
  }

  private String digest(String algorithm) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance(algorithm).digest(manifestBytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK must have " + algorithm, e);
    }
  }

  /** Each entry has a digest, none of them weak, and each digest an entry. */
  private void checkCoverage(SignatureFiles files) throws PackageRefusedException {
    Set<String> present = new HashSet<>();
    for (ZipMember member : archive.members()) {
      present.add(member.name());
      if (member.isDirectory() || files.isPart(member)) {
        continue;
      }
      SortedMap<String, String> section = manifest.sections().get(member.name());
      boolean digested = false;
      if (section != null) {
        for (String header : section.keySet()) {
          digested |= Strength.digestOf(header, "", member.name()) != null;
        }
      }
      if (!digested) {
        throw unsigned(member.name());
      }
    }
    for (String name : manifest.sections().keySet()) {
      if (!present.contains(name)) {
        throw new PackageRefusedException(
            RefusalReason.SIGNED_ENTRY_MISSING, name, "it was signed and is not there", REMEDY);
      }
    }
  }

  /** Reads all entries, which is what makes java.util.jar compare digests and signature. */
  private CodeSigner checkEntries(SignatureFiles files) throws PackageRefusedException {
    CodeSigner signer = null;
    String name = SignatureFiles.MANIFEST;
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes), true)) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        name = entry.getName();
        jar.transferTo(OutputStream.nullOutputStream());
        if (entry.isDirectory() || isSignature(name, files)) {
          continue;
        }
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null || signers.length == 0) {
          throw signer == null ? invalid(files, null) : unsigned(name);
        }
        if (signers.length > 1 || (signer != null && !signer.equals(signers[0]))) {
          throw new PackageRefusedException(
              RefusalReason.SIGNATURE_AMBIGUOUS, name, "it has another signer", REMEDY);
        }
        signer = signers[0];
      }
    } catch (SecurityException e) {
      if (isSignature(name, files)) {
        throw invalid(files, e);
      }
      throw new PackageRefusedException(
          RefusalReason.TAMPERED_ENTRY, name, "it is not what was signed", REMEDY, e);
    } catch (IOException | IllegalArgumentException e) {
      throw invalid(files, e);
    }
    if (signer == null) {
      throw new PackageRefusedException(
          RefusalReason.SIGNATURE_INVALID,
          files.signature().name(),
          "it signs nothing: the plugin has no entries",
          "build the plugin again");
    }
    return signer;
  }

  private static boolean isSignature(String name, SignatureFiles files) {
    return name.equals(files.signature().name())
        || name.equals(files.block().name())
        || name.equals(SignatureFiles.MANIFEST);
  }

  private static List<X509Certificate> certificates(CodeSigner signer, SignatureFiles files)
      throws PackageRefusedException {
    List<X509Certificate> chain =
        signer.getSignerCertPath().getCertificates().stream()
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .toList();
    if (chain.isEmpty()) {
      throw invalid(files, null);
    }
    return chain;
  }

  private static PackageRefusedException invalid(SignatureFiles files, @Nullable Exception cause) {
    return new PackageRefusedException(
        RefusalReason.SIGNATURE_INVALID,
        files.block().name(),
        "it is no valid signature of " + files.signature().name(),
        REMEDY,
        cause);
  }

  private static PackageRefusedException unsigned(String name) {
    return new PackageRefusedException(
        RefusalReason.UNSIGNED_ENTRY,
        name,
        "the signature does not cover it: it was added afterwards",
        "get the file from its publisher again, or leave the entry out");
  }
}
