package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A signing key that a library holds, ready to sign: made of its seed once and not for each
 * signature. Half a key must never sign, so closing waits for those who do.
 */
public final class HeldSigningKey implements SigningKey {
  private final String algorithm;
  private final Bytes publicKey;
  private final Holder holder;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /** The private key where it is. No two of its methods are called at once with {@link #wipe}. */
  public interface Holder {
    /** Signs. */
    byte[] sign(byte[] message);

    /** Overwrites the key, or has the library do so when it lets go of it. */
    void wipe();
  }

  /**
   * @param holder owned
   */
  public HeldSigningKey(String algorithm, Bytes publicKey, Holder holder) {
    this.algorithm = algorithm;
    this.publicKey = publicKey;
    this.holder = holder;
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
        throw new IllegalStateException("the " + algorithm + " key " + publicKey + " was closed");
      }
      return holder.sign(message);
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
        holder.wipe();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + algorithm + " " + publicKey + "]";
  }
}
