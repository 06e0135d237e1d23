package io.ghostbridge.crypto.mldsa.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** A key of Bouncy Castle; its signatures are deterministic (FIPS 204, section 3.4). */
final class ExpandedKey implements SigningKey {
  private final ParameterSet set;
  private final MLDSAPrivateKeyParameters key;
  private final Bytes publicKey;
  private boolean closed;

  ExpandedKey(ParameterSet set, MLDSAPrivateKeyParameters key, Bytes publicKey) {
    this.set = set;
    this.key = key;
    this.publicKey = publicKey;
  }

  @Override
  public String algorithm() {
    return set.algorithm();
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }

  /** One at a time: half a key must never sign. */
  @Override
  public synchronized byte[] sign(byte[] message) {
    if (closed) {
      throw new IllegalStateException("a key of " + set.algorithm() + " was closed");
    }
    return sign(key, new byte[0], message);
  }

  /** Signs with a context of up to 255 bytes. */
  static byte[] sign(MLDSAPrivateKeyParameters key, byte[] context, byte[] message) {
    try {
      MLDSASigner signer = new MLDSASigner();
      signer.init(true, new ParametersWithContext(key, context));
      signer.update(message, 0, message.length);
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("ML-DSA does not sign", e);
    }
  }

  /** Verifies with a context of up to 255 bytes. */
  static boolean verify(
      ParameterSet set, byte[] publicKey, byte[] context, byte[] message, byte[] signature) {
    MLDSASigner verifier = new MLDSASigner();
    verifier.init(
        false,
        new ParametersWithContext(
            new MLDSAPublicKeyParameters(set.parameters(), publicKey), context));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  @Override
  public synchronized void close() {
    closed = true;
    key.destroy();
  }

  @Override
  public String toString() {
    return "SigningKey[" + set.algorithm() + "]";
  }
}
