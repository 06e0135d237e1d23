package io.ghostbridge.crypto.x25519.internal;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Providers;
import io.ghostbridge.crypto.ScalarAgreementKey;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * X25519 (RFC 7748, sections 5 and 6.1). Every 32 bytes are a public key, taken modulo 2^255 and
 * modulo the prime as the RFC says; those of small order are refused by their all-zero secret.
 */
@Component(
    service = KeyAgreement.class,
    property = CryptoAlgorithm.ALGORITHM + "=" + X25519Agreement.NAME)
public final class X25519Agreement implements KeyAgreement {
  static final String NAME = "x25519";

  /** Of a private key, a public key and a secret. */
  static final int LENGTH = 32;

  private static final byte[] BASE_POINT = new byte[LENGTH];

  static {
    BASE_POINT[0] = 9;
  }

  private final Ladder ladder;

  /** Takes the fastest that is there. */
  @Activate
  public X25519Agreement(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + NativeProvider.BORINGSSL + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable NativeProvider boringSsl) {
    this(
        Providers.firstOf(boringSsl)
            .<Ladder>map(BoringSslLadder::new)
            .orElseGet(BouncyCastleLadder::new));
  }

  X25519Agreement(Ladder ladder) {
    this.ladder = ladder;
  }

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public int privateKeyLength() {
    return LENGTH;
  }

  @Override
  public int publicKeyLength() {
    return LENGTH;
  }

  @Override
  public int secretLength() {
    return LENGTH;
  }

  @Override
  public AgreementKey fromPrivateKey(SecretBytes privateKey) {
    Lengths.require("a private key of x25519", privateKey.size(), LENGTH);
    byte[] publicKey = privateKey.<byte[]>map(scalar -> ladder.multiply(scalar, BASE_POINT));
    return new ScalarAgreementKey(
        NAME, privateKey.copy(), Bytes.wrap(publicKey), this::agree, X25519Agreement::refusal);
  }

  private Optional<byte[]> agree(byte[] scalar, byte[] point) {
    if (point.length != LENGTH) {
      return Optional.empty();
    }
    byte[] secret = ladder.multiply(scalar, point);
    return MessageDigest.isEqual(secret, new byte[LENGTH]) ? Optional.empty() : Optional.of(secret);
  }

  private static String refusal(byte[] point) {
    return point.length == LENGTH
        ? "the public key of x25519 is of small order: the secret would be known to all"
        : "a public key of x25519 has " + point.length + " bytes, expected " + LENGTH;
  }
}
