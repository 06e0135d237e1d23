package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.SecretBytes;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import javax.crypto.SecretKey;

/**
 * A secret in the form that JCA takes, wiped with it. It prints nothing and is never serialised.
 */
public final class WipedKey implements SecretKey {
  @Serial private static final long serialVersionUID = 1L;

  private final transient SecretBytes secret;
  private final String algorithm;

  /** Stands for {@code secret}, which stays the caller's to close. */
  public WipedKey(SecretBytes secret, String algorithm) {
    this.secret = secret;
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return secret.toByteArray();
  }

  @Override
  public void destroy() {
    secret.close();
  }

  @Override
  public boolean isDestroyed() {
    return secret.isClosed();
  }

  @Serial
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("a key is never serialised");
  }

  @Override
  public String toString() {
    return "WipedKey[" + algorithm + "]";
  }
}
