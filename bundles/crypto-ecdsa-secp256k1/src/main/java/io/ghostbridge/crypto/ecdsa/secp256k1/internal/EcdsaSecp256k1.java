package io.ghostbridge.crypto.ecdsa.secp256k1.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.RecoverableSigningKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.Curves;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.NativeProvider;
import io.ghostbridge.crypto.Providers;
import io.ghostbridge.crypto.Secp256k1;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * ECDSA with SHA-256 on secp256k1: nonces by RFC 6979, s always the lower of two (BIP-146), so that
 * nobody but the signer makes a second signature of a message.
 */
@Component(
    service = {SignatureScheme.class, RecoverableSignatureScheme.class},
    property = CryptoAlgorithm.ALGORITHM + "=" + EcdsaSecp256k1.NAME)
public final class EcdsaSecp256k1 implements RecoverableSignatureScheme {
  static final String NAME = "ecdsa-secp256k1-sha256";

  private static final int PUBLIC_KEY_LENGTH = 33;
  private static final int SIGNATURE_LENGTH = 64;

  private final Secp256k1 curve;

  /** Takes the fastest that is there. */
  @Activate
  public EcdsaSecp256k1(
      @Reference(
              target = "(" + NativeProvider.LIBRARY + "=" + Secp256k1.LIBRARY + ")",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Secp256k1 library) {
    curve = Curves.orPure(library);
  }

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public int seedLength() {
    return Secp256k1.LENGTH;
  }

  @Override
  public int publicKeyLength() {
    return PUBLIC_KEY_LENGTH;
  }

  @Override
  public int signatureLength() {
    return SIGNATURE_LENGTH;
  }

  @Override
  public RecoverableSigningKey fromSeed(byte[] seed) {
    Curves.requirePrivateKey(curve, seed);
    return new Key(SecretBytes.copyOf(seed), Bytes.wrap(curve.publicKey(seed)));
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return verifyDigest(publicKey, sha256(message), signature);
  }

  @Override
  public boolean verifyDigest(byte[] publicKey, byte[] digest, byte[] signature) {
    return digest.length == Secp256k1.LENGTH
        && signature.length == SIGNATURE_LENGTH
        && curve.verify(publicKey, digest, signature);
  }

  @Override
  public Optional<Bytes> recover(byte[] digest, byte[] signature) {
    return digest.length == Secp256k1.LENGTH && signature.length == SIGNATURE_LENGTH + 1
        ? curve.recover(digest, signature).map(Bytes::wrap)
        : Optional.empty();
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256", Providers.jdk("SUN")).digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  private final class Key implements RecoverableSigningKey {
    private final SecretBytes scalar;
    private final Bytes publicKey;

    Key(SecretBytes scalar, Bytes publicKey) {
      this.scalar = scalar;
      this.publicKey = publicKey;
    }

    @Override
    public String algorithm() {
      return NAME;
    }

    @Override
    public Bytes publicKey() {
      return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
      return Arrays.copyOf(signDigest(sha256(message)), SIGNATURE_LENGTH);
    }

    @Override
    public byte[] signDigest(byte[] digest) {
      Lengths.require("a digest", digest.length, Secp256k1.LENGTH);
      return scalar.<byte[]>map(bytes -> curve.sign(bytes, digest));
    }

    @Override
    public void close() {
      scalar.close();
    }

    @Override
    public String toString() {
      return "SigningKey[" + NAME + " " + publicKey + "]";
    }
  }
}
