package io.ghostbridge.plugin.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key and its certificate chain, made in the test.
 *
 * @param chain its own certificate first
 */
record TestAuthority(PrivateKey key, List<X509Certificate> chain) {
  /** When the tests verify. */
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private static final KeyUsage CA_USAGE = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);

  /** What may be otherwise in a certificate. */
  static final class Wish {
    final String name;
    String keyAlgorithm = "EC";
    int keyBits = 256;
    String signature = "SHA256withECDSA";
    Instant notBefore = NOW.minus(30, ChronoUnit.DAYS);
    Instant notAfter = NOW.plus(300, ChronoUnit.DAYS);
    boolean authority;
    boolean forCode = true;

    Wish(String name) {
      this.name = name;
    }

    Wish authority() {
      authority = true;
      forCode = false;
      return this;
    }

    Wish key(String algorithm, int bits, String signatureAlgorithm) {
      keyAlgorithm = algorithm;
      keyBits = bits;
      signature = signatureAlgorithm;
      return this;
    }

    Wish valid(Instant from, Instant to) {
      notBefore = from;
      notAfter = to;
      return this;
    }

    Wish notForCode() {
      forCode = false;
      return this;
    }
  }

  static TestAuthority selfSigned(Wish wish) {
    KeyPair pair = keyPair(wish);
    return new TestAuthority(
        pair.getPrivate(), List.of(certificate(wish, pair, wish.name, pair.getPrivate())));
  }

  static TestAuthority root(String name) {
    return selfSigned(new Wish(name).authority());
  }

  TestAuthority issue(Wish wish) {
    KeyPair pair = keyPair(wish);
    List<X509Certificate> path = new ArrayList<>();
    path.add(certificate(wish, pair, chain.getFirst().getSubjectX500Principal().getName(), key));
    path.addAll(chain);
    return new TestAuthority(pair.getPrivate(), path);
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  String pem() {
    return pem(certificate());
  }

  static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A revocation list of this authority, in DER. */
  byte[] revocationList(Instant thisUpdate, Instant nextUpdate, X509Certificate... revoked) {
    return revocationList(key, thisUpdate, nextUpdate, revoked);
  }

  /** A revocation list in this authority's name, signed by {@code signer}. */
  byte[] revocationList(
      PrivateKey signer, Instant thisUpdate, Instant nextUpdate, X509Certificate... revoked) {
    JcaX509v2CRLBuilder builder =
        new JcaX509v2CRLBuilder(certificate().getSubjectX500Principal(), Date.from(thisUpdate));
    builder.setNextUpdate(Date.from(nextUpdate));
    for (X509Certificate certificate : revoked) {
      builder.addCRLEntry(
          certificate.getSerialNumber(), Date.from(thisUpdate), CRLReason.keyCompromise);
    }
    try {
      return builder
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer))
          .getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keyPair(Wish wish) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(wish.keyAlgorithm);
      if (wish.keyBits > 0) {
        generator.initialize(wish.keyBits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static ContentSigner contentSigner(String algorithm, PrivateKey key)
      throws OperatorCreationException {
    JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
    if (algorithm.endsWith("MGF1")) {
      // By a name that the JDK's providers do not have.
      builder.setProvider(new BouncyCastleProvider());
    }
    return builder.build(key);
  }

  private static X509Certificate certificate(
      Wish wish, KeyPair pair, String issuer, PrivateKey issuerKey) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal(issuer),
              new BigInteger(64, new SecureRandom()).setBit(63),
              Date.from(wish.notBefore),
              Date.from(wish.notAfter),
              new X500Principal(wish.name),
              pair.getPublic());
      if (wish.authority) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, CA_USAGE);
      } else {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      }
      if (wish.forCode) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
      }
      byte[] encoded = builder.build(contentSigner(wish.signature, issuerKey)).getEncoded();
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
