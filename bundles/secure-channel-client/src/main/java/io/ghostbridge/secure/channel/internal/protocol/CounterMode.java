package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.SecretBytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256 in counter mode (NIST SP 800-38A, section 6.5) under the key of one direction of one
 * epoch: the key stream of section 5. It hides and does not authenticate; what it is applied to has
 * a MAC around it.
 *
 * <p>The blocks are the JDK's. Its own counter mode takes key and first block anew for each
 * message, which costs more than the encryption of a short one; here the key is expanded once, when
 * the first message comes. Safe for use by any thread: one cipher is kept, and who finds it lent
 * makes another.
 */
final class CounterMode implements AutoCloseable {
  private static final int BLOCK_BYTES = 16;

  /** How much of the stream is made at once: what stays in the first cache. */
  private static final int CHUNK_BYTES = 4096;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** For eight bytes at once, whatever their order. */
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final SecretBytes key;
  private final AtomicReference<@Nullable Cipher> idle = new AtomicReference<>();

  /** Takes {@code key}, of 32 bytes, which is closed with this. */
  CounterMode(SecretBytes key) {
    this.key = key;
  }

  /**
   * Writes the exclusive or of {@code length} bytes of {@code source} and of the stream of one
   * message: encrypts and decrypts. No pair of {@code counter} and {@code sequence} is encrypted
   * with twice. A block is {@code counter ‖ sequence ‖ u32 number}; as an array has less than 2^32
   * blocks the number never runs into the sequence.
   *
   * @throws IllegalStateException if the key was closed
   */
  void apply(
      long counter,
      int sequence,
      byte[] source,
      int sourceStart,
      int length,
      byte[] target,
      int targetStart) {
    Cipher cipher = take();
    int most = Math.min(blocks(length) * BLOCK_BYTES, CHUNK_BYTES);
    byte[] blocks = new byte[most];
    byte[] stream = new byte[most];
    int done = 0;
    while (done < length) {
      int size = Math.min(length - done, CHUNK_BYTES);
      int streamed = blocks(size) * BLOCK_BYTES;
      long low = (long) sequence << Integer.SIZE | done / BLOCK_BYTES;
      for (int block = 0; block < streamed; block += BLOCK_BYTES) {
        LONG.set(blocks, block, counter);
        LONG.set(blocks, block + Long.BYTES, low++);
      }
      encrypt(cipher, blocks, streamed, stream);
      xor(source, sourceStart + done, stream, target, targetStart + done, size);
      done += size;
    }
    give(cipher);
  }

  private static void xor(
      byte[] source, int from, byte[] stream, byte[] target, int to, int length) {
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      EIGHT_BYTES.set(
          target,
          to + i,
          (long) EIGHT_BYTES.get(source, from + i) ^ (long) EIGHT_BYTES.get(stream, i));
    }
    for (; i < length; i++) {
      target[to + i] = (byte) (source[from + i] ^ stream[i]);
    }
  }

  private static int blocks(int bytes) {
    return (bytes >>> 4) + ((bytes & (BLOCK_BYTES - 1)) == 0 ? 0 : 1);
  }

  private static void encrypt(Cipher cipher, byte[] blocks, int length, byte[] stream) {
    try {
      if (cipher.update(blocks, 0, length, stream, 0) != length) {
        throw new IllegalStateException(cipher.getProvider() + " holds blocks of AES back");
      }
    } catch (ShortBufferException e) {
      throw new IllegalStateException("as many blocks come out of AES as go in", e);
    }
  }

  private Cipher take() {
    if (key.isClosed()) {
      throw new IllegalStateException("a key of counter mode was closed");
    }
    Cipher kept = idle.getAndSet(null);
    return kept == null ? key.<Cipher>map(CounterMode::expand) : kept;
  }

  private void give(Cipher cipher) {
    idle.set(cipher);
    if (key.isClosed()) {
      idle.set(null);
    }
  }

  /** The permutation alone, which counter mode is built on. */
  private static Cipher expand(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding", "SunJCE");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no AES with keys of 32 bytes", e);
    }
  }

  /** Wipes the key, and forgets what was expanded of it. */
  @Override
  public void close() {
    key.close();
    idle.set(null);
  }

  @Override
  public String toString() {
    return "CounterMode[" + (key.isClosed() ? "closed]" : "AES-256]");
  }
}
