package io.ghostbridge.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Objects;
import javax.security.auth.DestroyFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies by a JCA provider, with keys in raw form. Public keys that were used lately
 * are kept parsed.
 */
public final class JcaSignatures {
  private final Provider provider;
  private final String signature;
  private final String publicHead;
  private final String privateHead;
  private final KeyFactory keys;
  private final ParsedKeys parsed = new ParsedKeys(this::parse);

  /**
   * @param signature the provider's name of the algorithm
   * @param keyFactory the provider's name of its keys
   * @param publicHead SubjectPublicKeyInfo up to the key, in hexadecimal
   * @param privateHead PrivateKeyInfo up to the key, in hexadecimal
   */
  public JcaSignatures(
      Provider provider,
      String signature,
      String keyFactory,
      String publicHead,
      String privateHead) {
    this.provider = provider;
    this.signature = signature;
    this.publicHead = publicHead;
    this.privateHead = privateHead;
    try {
      keys = KeyFactory.getInstance(keyFactory, provider);
      Signature.getInstance(signature, provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider " + provider + " has no " + signature, e);
    }
  }

  /** A private key of the provider's; wiped when the provider's object is collected. */
  public PrivateKey privateKey(byte[] raw) {
    byte[] encoded = Encodings.encode(privateHead, raw);
    try {
      return keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (InvalidKeySpecException e) {
      throw new IllegalStateException(provider + " refuses a private key", e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** A private key that stays in the provider, ready to sign. */
  public HeldSigningKey.Holder holder(byte[] raw) {
    return new Held(privateKey(raw));
  }

  /** Signs. */
  public byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signer = Signature.getInstance(signature, provider);
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider + " does not sign", e);
    }
  }

  /** Whether the signature is valid; {@code false} for whatever is malformed. */
  public boolean verify(byte[] publicKey, byte[] message, byte[] bytes) {
    try {
      Signature verifier = Signature.getInstance(signature, provider);
      verifier.initVerify(parsed.get(publicKey));
      verifier.update(message);
      return verifier.verify(bytes);
    } catch (InvalidKeySpecException | InvalidKeyException | SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider " + provider + " has no " + signature, e);
    }
  }

  private PublicKey parse(byte[] publicKey) throws InvalidKeySpecException {
    return keys.generatePublic(new X509EncodedKeySpec(Encodings.encode(publicHead, publicKey)));
  }

  private final class Held implements HeldSigningKey.Holder {
    private @Nullable PrivateKey key;

    Held(PrivateKey key) {
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      return JcaSignatures.this.sign(Objects.requireNonNull(key, "the key was wiped"), message);
    }

    @Override
    public void wipe() {
      PrivateKey held = key;
      key = null;
      try {
        if (held != null) {
          held.destroy();
        }
      } catch (DestroyFailedException e) {
        // Some libraries wipe a key when its object is collected, and not before.
      }
    }
  }
}
