package io.ghostbridge.crypto.hmac.internal;

import io.ghostbridge.api.crypto.HashStream;
import io.ghostbridge.api.crypto.MacKey;
import java.lang.invoke.VarHandle;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/**
 * The states of the inner and the outer digest once they took in their pads. Both are only ever
 * copied until {@link #close} resets them.
 */
final class HmacKey implements MacKey {
  private static final byte INNER_PAD = 0x36;
  private static final byte OUTER_PAD = 0x5c;

  private final String algorithm;
  private final MessageDigest inner;
  private final MessageDigest outer;
  private volatile boolean closed;

  /**
   * Takes {@code key} in, and behind the inner pad {@code prefix}; keeps neither array.
   *
   * @param prototype a fresh digest, which is copied
   */
  HmacKey(String algorithm, MessageDigest prototype, int blockLength, byte[] key, byte[] prefix) {
    this.algorithm = algorithm;
    byte[] block = new byte[blockLength];
    if (key.length > blockLength) {
      byte[] hashed = copy(prototype).digest(key);
      System.arraycopy(hashed, 0, block, 0, hashed.length);
      Arrays.fill(hashed, (byte) 0);
    } else {
      System.arraycopy(key, 0, block, 0, key.length);
    }
    inner = padded(prototype, block, INNER_PAD);
    outer = padded(prototype, block, OUTER_PAD);
    Arrays.fill(block, (byte) 0);
    inner.update(prefix);
  }

  private static MessageDigest padded(MessageDigest prototype, byte[] block, byte pad) {
    byte[] padded = block.clone();
    for (int i = 0; i < padded.length; i++) {
      padded[i] ^= pad;
    }
    MessageDigest digest = copy(prototype);
    digest.update(padded);
    Arrays.fill(padded, (byte) 0);
    return digest;
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(digest.getAlgorithm() + " cannot be cloned", e);
    }
  }

  /** A copy of {@code state} that was made before any reset. */
  private MessageDigest begun(MessageDigest state) {
    MessageDigest copy = copy(state);
    // A state that was reset is that of no key: whoever might have copied it sees the mark.
    VarHandle.loadLoadFence();
    if (closed) {
      throw new IllegalStateException("a key of " + algorithm + " was closed");
    }
    return copy;
  }

  @Override
  public byte[] mac(byte[] message) {
    return mac(message, 0, message.length);
  }

  @Override
  public byte[] mac(byte[] message, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, message.length);
    MessageDigest digest = begun(inner);
    digest.update(message, offset, length);
    byte[] hash = digest.digest();
    return begun(outer).digest(hash);
  }

  @Override
  public HashStream start() {
    return new HmacStream(begun(inner), begun(outer));
  }

  @Override
  public void close() {
    closed = true;
    VarHandle.fullFence();
    inner.reset();
    outer.reset();
  }

  @Override
  public String toString() {
    return "MacKey[" + algorithm + "]";
  }
}
