package io.ghostbridge.plugin.verify.internal.sign;

import io.ghostbridge.plugin.verify.PackageRefusedException;
import io.ghostbridge.plugin.verify.RefusalReason;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.cms.SignerInformation;
import org.jspecify.annotations.Nullable;

/**
 * Digests and keys that are accepted: SHA-2 and SHA-3 of 256 bits and more; RSA of 2048 bits and
 * more, elliptic curves of 256 bits and more, EdDSA, ML-DSA. SHA-1, MD5 and DSA are not.
 */
final class Strength {
  private static final int MIN_RSA_BITS = 2_048;
  private static final int MIN_EC_BITS = 256;
  private static final String DIGEST_HEADER = "-DIGEST";
  private static final String PSS = "RSASSA-PSS";

  /** As JAR signers write them into manifests. */
  private static final Set<String> DIGESTS =
      Set.of("SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512");

  /** SHA-256, SHA-384, SHA-512, SHA3-256, SHA3-384, SHA3-512, SHAKE256 (Ed448). */
  private static final Set<String> DIGEST_OIDS =
      Set.of(
          "2.16.840.1.101.3.4.2.1",
          "2.16.840.1.101.3.4.2.2",
          "2.16.840.1.101.3.4.2.3",
          "2.16.840.1.101.3.4.2.8",
          "2.16.840.1.101.3.4.2.9",
          "2.16.840.1.101.3.4.2.10",
          "2.16.840.1.101.3.4.2.12",
          "2.16.840.1.101.3.4.2.18");

  private Strength() {}

  /** The algorithm of {@code SHA-256-Digest} and the like, or null of another header. */
  static @Nullable String digestOf(String header, String suffix, String entry)
      throws PackageRefusedException {
    String name = header.toUpperCase(Locale.ROOT);
    if (!name.endsWith(DIGEST_HEADER + suffix)) {
      return null;
    }
    String algorithm = name.substring(0, name.length() - DIGEST_HEADER.length() - suffix.length());
    if (!DIGESTS.contains(algorithm)) {
      throw weakDigest(entry, algorithm);
    }
    return algorithm;
  }

  static void check(SignerInformation signer, String block) throws PackageRefusedException {
    if (!DIGEST_OIDS.contains(signer.getDigestAlgOID())) {
      throw weakDigest(block, signer.getDigestAlgOID());
    }
  }

  static void check(X509Certificate certificate) throws PackageRefusedException {
    String name = certificate.getSubjectX500Principal().getName();
    String algorithm = signatureOf(certificate).toUpperCase(Locale.ROOT);
    if (algorithm.contains("SHA1") || algorithm.contains("MD5") || algorithm.contains("MD2")) {
      throw new PackageRefusedException(
          RefusalReason.WEAK_DIGEST,
          null,
          "the certificate of " + name + " is signed with " + algorithm + ", which can be forged",
          "have it issued with SHA-256 or better");
    }
    PublicKey key = certificate.getPublicKey();
    boolean strong =
        switch (key) {
          case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= MIN_RSA_BITS;
          case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= MIN_EC_BITS;
          default -> key.getAlgorithm().startsWith("Ed") || key.getAlgorithm().startsWith("ML-DSA");
        };
    if (!strong) {
      throw new PackageRefusedException(
          RefusalReason.WEAK_KEY,
          null,
          "the key of " + name + " (" + key.getAlgorithm() + ") can be broken",
          "use RSA of 3072 bits, an elliptic curve of 256 bits, or Ed25519");
    }
  }

  /** With the digest, which RSASSA-PSS has among its parameters. */
  private static String signatureOf(X509Certificate certificate) {
    byte[] encoded = certificate.getSigAlgParams();
    if (!certificate.getSigAlgName().equals(PSS)) {
      return certificate.getSigAlgName();
    }
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
      parameters.init(encoded == null ? new byte[0] : encoded);
      String digest = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
      return digest.replace("-", "") + " in " + PSS;
    } catch (GeneralSecurityException | IOException e) {
      // The default of absent parameters (RFC 4055, 3.1).
      return "SHA1 in " + PSS;
    }
  }

  private static PackageRefusedException weakDigest(String entry, String algorithm) {
    return new PackageRefusedException(
        RefusalReason.WEAK_DIGEST,
        entry,
        "it is digested with " + algorithm + ", which can be forged or is not known",
        "sign the plugin with SHA-256 or better");
  }
}
