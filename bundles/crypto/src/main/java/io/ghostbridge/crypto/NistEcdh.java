package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Diffie-Hellman on a NIST curve (NIST SP 800-56A, section 5.7.1.2): the secret is x alone. */
public abstract class NistEcdh implements KeyAgreement {
  private final NistCurve curve;
  private final @Nullable Provider fast;

  /**
   * @param fast the provider that computes, or null for Bouncy Castle
   */
  protected NistEcdh(NistCurve curve, @Nullable Provider fast) {
    this.curve = curve;
    this.fast = fast;
  }

  @Override
  public final String algorithm() {
    return "ecdh-" + curve.name();
  }

  @Override
  public final int privateKeyLength() {
    return curve.length();
  }

  @Override
  public final int publicKeyLength() {
    return 1 + curve.length();
  }

  @Override
  public final int secretLength() {
    return curve.length();
  }

  @Override
  public final AgreementKey fromPrivateKey(SecretBytes privateKey) {
    privateKey.read(curve::requirePrivateKey);
    return new ScalarAgreementKey(
        algorithm(),
        privateKey.copy(),
        Bytes.wrap(privateKey.<byte[]>map(curve::publicKey)),
        this::agree,
        this::refusal);
  }

  private String refusal(byte[] point) {
    return point.length
        + " bytes are no point of "
        + curve.name()
        + ", expected "
        + publicKeyLength()
        + " compressed or "
        + (1 + 2 * curve.length());
  }

  private Optional<byte[]> agree(byte[] scalar, byte[] point) {
    Provider provider = fast;
    return provider == null
        ? curve.point(point).map(parsed -> curve.agree(scalar, parsed))
        : curve.publicKeyInfo(point).flatMap(info -> agree(provider, scalar, info));
  }

  private Optional<byte[]> agree(Provider provider, byte[] scalar, byte[] info) {
    byte[] encoded = Encodings.encode(curve.privateHead(), scalar);
    try {
      KeyFactory keys = KeyFactory.getInstance("EC", provider);
      PrivateKey key = keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
      javax.crypto.KeyAgreement agreement = javax.crypto.KeyAgreement.getInstance("ECDH", provider);
      agreement.init(key);
      agreement.doPhase(keys.generatePublic(new X509EncodedKeySpec(info)), true);
      return Optional.of(agreement.generateSecret());
    } catch (InvalidKeySpecException | InvalidKeyException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider " + provider + " has no ECDH", e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }
}
