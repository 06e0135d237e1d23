package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.jspecify.annotations.Nullable;

/**
 * ECDSA on a NIST curve with the SHA-2 of its size (FIPS 186-5, section 6). Nonces come from the
 * library's generator, or by RFC 6979 from Bouncy Castle.
 */
public abstract class NistEcdsa implements SignatureScheme {
  private final NistCurve curve;
  private final int bits;
  private final @Nullable Provider fast;

  /**
   * @param fast the provider that computes, or null for Bouncy Castle
   */
  protected NistEcdsa(NistCurve curve, @Nullable Provider fast) {
    this.curve = curve;
    this.fast = fast;
    bits = 8 * curve.length();
  }

  @Override
  public final String algorithm() {
    return "ecdsa-" + curve.name() + "-sha" + bits;
  }

  @Override
  public final int seedLength() {
    return curve.length();
  }

  @Override
  public final int publicKeyLength() {
    return 1 + curve.length();
  }

  @Override
  public final int signatureLength() {
    return 2 * curve.length();
  }

  @Override
  public final SigningKey fromSeed(byte[] seed) {
    curve.requirePrivateKey(seed);
    Provider provider = fast;
    return new SeedSigningKey(
        algorithm(),
        SecretBytes.copyOf(seed),
        Bytes.wrap(curve.publicKey(seed)),
        (scalar, message) ->
            provider == null ? signPure(scalar, message) : sign(provider, scalar, message));
  }

  private byte[] sign(Provider provider, byte[] scalar, byte[] message) {
    byte[] encoded = Encodings.encode(curve.privateHead(), scalar);
    try {
      PrivateKey key =
          KeyFactory.getInstance("EC", provider).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      Signature signer = Signature.getInstance("SHA" + bits + "withECDSA", provider);
      signer.initSign(key);
      signer.update(message);
      return EcdsaDer.decode(signer.sign(), curve.length())
          .orElseThrow(() -> new IllegalStateException(provider + " made no signature in DER"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider + " does not sign", e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private byte[] signPure(byte[] scalar, byte[] message) {
    ECDSASigner signer =
        new ECDSASigner(
            new HMacDSAKCalculator(bits == 256 ? new SHA256Digest() : new SHA384Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, scalar), curve.domain()));
    BigInteger[] parts = signer.generateSignature(digest(message));
    byte[] signature = Arrays.copyOf(curve.bytes(parts[0]), signatureLength());
    System.arraycopy(curve.bytes(parts[1]), 0, signature, curve.length(), curve.length());
    return signature;
  }

  @Override
  public final boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (signature.length != signatureLength()) {
      return false;
    }
    Provider provider = fast;
    return provider == null
        ? verifyPure(publicKey, message, signature)
        : curve
            .publicKeyInfo(publicKey)
            .filter(info -> verify(provider, info, message, EcdsaDer.encode(signature)))
            .isPresent();
  }

  private boolean verify(Provider provider, byte[] info, byte[] message, byte[] der) {
    try {
      Signature verifier = Signature.getInstance("SHA" + bits + "withECDSA", provider);
      verifier.initVerify(
          KeyFactory.getInstance("EC", provider).generatePublic(new X509EncodedKeySpec(info)));
      verifier.update(message);
      return verifier.verify(der);
    } catch (InvalidKeySpecException | InvalidKeyException | SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider " + provider + " has no ECDSA", e);
    }
  }

  private boolean verifyPure(byte[] publicKey, byte[] message, byte[] signature) {
    BigInteger r = new BigInteger(1, Arrays.copyOf(signature, curve.length()));
    BigInteger s =
        new BigInteger(1, Arrays.copyOfRange(signature, curve.length(), signature.length));
    return curve
        .point(publicKey)
        .filter(
            point -> {
              ECDSASigner verifier = new ECDSASigner();
              verifier.init(false, new ECPublicKeyParameters(point, curve.domain()));
              return verifier.verifySignature(digest(message), r, s);
            })
        .isPresent();
  }

  private byte[] digest(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-" + bits, Providers.jdk("SUN")).digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-" + bits, e);
    }
  }
}
