package io.ghostbridge.crypto.mldsa.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.JcaSignatures;
import java.security.PrivateKey;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.security.auth.DestroyFailedException;

/**
 * A key of a native library, expanded once: making it of the seed each time would be a fifth of a
 * signature. Closing wipes the seed and lets go of the expanded key, which the library wipes when
 * it frees it. Its signatures are hedged (FIPS 204, section 3.4).
 */
final class NativeSigningKey implements SigningKey {
  private final String algorithm;
  private final JcaSignatures signatures;
  private final PrivateKey key;
  private final Bytes publicKey;

  /** Half a key must never sign: closing waits for those who do. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  /**
   * @param key of {@code signatures}, to be destroyed with this one
   */
  NativeSigningKey(String algorithm, JcaSignatures signatures, PrivateKey key, Bytes publicKey) {
    this.algorithm = algorithm;
    this.signatures = signatures;
    this.key = key;
    this.publicKey = publicKey;
  }

  @Override
  public String algorithm() {
    return algorithm;
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }

  @Override
  public byte[] sign(byte[] message) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("a key of " + algorithm + " was closed");
      }
      return signatures.sign(key, message);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        key.destroy();
      }
    } catch (DestroyFailedException e) {
      throw new IllegalStateException("the provider does not wipe a key of " + algorithm, e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + algorithm + "]";
  }
}
