package io.ghostbridge.api.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Bytes that nobody may see: they are never printed, never serialised, and overwritten with zeros
 * on {@link #close}. Immutable until then. Safe for use by any thread; {@code close} waits for
 * readers.
 */
public final class SecretBytes implements AutoCloseable {
  private final byte[] value;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private SecretBytes(byte[] value) {
    this.value = value;
  }

  /** A copy of {@code value}; wiping the array is the caller's part. */
  public static SecretBytes copyOf(byte[] value) {
    return new SecretBytes(value.clone());
  }

  /** Takes {@code value} itself, without a copy: the caller must not touch it afterwards. */
  public static SecretBytes wrap(byte[] value) {
    return new SecretBytes(value);
  }

  /** The number of bytes; known of a closed secret too. */
  public int size() {
    return value.length;
  }

  /** Whether the bytes were wiped. */
  public boolean isClosed() {
    return closed.get();
  }

  /**
   * What {@code reader} makes of the bytes. It is handed the array itself, which it must neither
   * change nor keep.
   *
   * @throws IllegalStateException if the secret was closed
   */
  public <T> T map(Function<? super byte[], ? extends T> reader) {
    lock.readLock().lock();
    try {
      return reader.apply(open());
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Hands the bytes to {@code reader}, as {@link #map} does.
   *
   * @throws IllegalStateException if the secret was closed
   */
  public void read(Consumer<? super byte[]> reader) {
    lock.readLock().lock();
    try {
      reader.accept(open());
    } finally {
      lock.readLock().unlock();
    }
  }

  private byte[] open() {
    if (closed.get()) {
      throw new IllegalStateException("a secret of " + value.length + " bytes was closed");
    }
    return value;
  }

  /**
   * A copy of the bytes as an array, which the caller wipes.
   *
   * @throws IllegalStateException if the secret was closed
   */
  public byte[] toByteArray() {
    return map(byte[]::clone);
  }

  /**
   * A second secret of the same bytes, closed on its own.
   *
   * @throws IllegalStateException if the secret was closed
   */
  public SecretBytes copy() {
    return map(SecretBytes::copyOf);
  }

  /** Overwrites the bytes. Closing twice does nothing more. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed.set(true);
      Arrays.fill(value, (byte) 0);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Whether both hold the same bytes, in time that depends on the lengths only. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes that
        && (this == that || map(mine -> that.map(theirs -> MessageDigest.isEqual(mine, theirs))));
  }

  /** The same for all secrets of one length: a hash would tell of the bytes. */
  @Override
  public int hashCode() {
    return value.length;
  }

  /** Says how many bytes there are and nothing of them. */
  @Override
  public String toString() {
    return "SecretBytes[" + value.length + " bytes" + (closed.get() ? ", closed]" : "]");
  }
}
