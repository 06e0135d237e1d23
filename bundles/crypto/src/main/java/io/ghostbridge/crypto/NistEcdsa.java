package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
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
  private final @Nullable JcaSignatures fast;

  /**
   * @param fast the provider that computes, or null for Bouncy Castle
   */
  protected NistEcdsa(NistCurve curve, @Nullable Provider fast) {
    this.curve = curve;
    bits = 8 * curve.length();
    this.fast =
        fast == null
            ? null
            : new JcaSignatures(fast, "SHA" + bits + "withECDSA", "EC", "", curve.privateHead());
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
    Bytes publicKey = Bytes.wrap(curve.publicKey(seed));
    JcaSignatures signatures = fast;
    return signatures == null
        ? new SeedSigningKey(algorithm(), SecretBytes.copyOf(seed), publicKey, this::signPure)
        : new HeldSigningKey(algorithm(), publicKey, new Undressed(signatures.holder(seed)));
  }

  /** A library's key, whose signatures are in DER. */
  private final class Undressed implements HeldSigningKey.Holder {
    private final HeldSigningKey.Holder holder;

    Undressed(HeldSigningKey.Holder holder) {
      this.holder = holder;
    }

    @Override
    public byte[] sign(byte[] message) {
      return EcdsaDer.decode(holder.sign(message), curve.length())
          .orElseThrow(() -> new IllegalStateException(algorithm() + " came in no DER"));
    }

    @Override
    public void wipe() {
      holder.wipe();
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
    JcaSignatures signatures = fast;
    return signatures == null
        ? verifyPure(publicKey, message, signature)
        : curve
            .publicKeyInfo(publicKey)
            .filter(info -> signatures.verify(info, message, EcdsaDer.encode(signature)))
            .isPresent();
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
