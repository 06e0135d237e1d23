package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The keys of an epoch (section 4), and how much they were used. Safe for use by any thread. After
 * {@link #close} every use throws {@link IllegalStateException}.
 */
public final class EpochKeys implements AutoCloseable {
  private final int epoch;
  private final AeadSuite suite;
  private final long sinceNanos;
  private final MacKey requestMac;
  private final MacKey answerMac;
  private final AeadKey requestAead;
  private final AeadKey answerAead;
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private EpochKeys(
      int epoch,
      AeadSuite suite,
      long sinceNanos,
      MacKey requestMac,
      MacKey answerMac,
      AeadKey requestAead,
      AeadKey answerAead) {
    this.epoch = epoch;
    this.suite = suite;
    this.sinceNanos = sinceNanos;
    this.requestMac = requestMac;
    this.answerMac = answerMac;
    this.requestAead = requestAead;
    this.answerAead = answerAead;
  }

  /**
   * The keys of {@code root}, which stays the caller's.
   *
   * @param nowNanos from when on they are used
   */
  public static EpochKeys derive(
      Primitives primitives, SecretBytes root, int epoch, AeadSuite suite, long nowNanos) {
    Function<String, MacKey> mac =
        name -> {
          try (SecretBytes key = primitives.expand(root, name)) {
            return primitives.mac().key(key);
          }
        };
    Function<String, AeadKey> aead =
        name -> {
          try (SecretBytes key = primitives.expand(root, name)) {
            return primitives.aead(suite).key(key);
          }
        };
    return new EpochKeys(
        epoch,
        suite,
        nowNanos,
        mac.apply("c2s mac"),
        mac.apply("s2c mac"),
        aead.apply("c2s aead"),
        aead.apply("s2c aead"));
  }

  /**
   * The root of the next epoch (section 8); both roots stay the caller's.
   *
   * @param agreed what the rotation's exchange gave
   */
  static SecretBytes nextRoot(
      Primitives primitives, SecretBytes root, SecretBytes agreed, byte[] rotatedHash) {
    try (SecretBytes hash = SecretBytes.copyOf(rotatedHash)) {
      return root.map((byte[] salt) -> Handshakes.extract(primitives, salt, agreed, hash));
    }
  }

  public int epoch() {
    return epoch;
  }

  AeadSuite suite() {
    return suite;
  }

  MacKey mac(Direction direction) {
    return direction.toServer() ? requestMac : answerMac;
  }

  AeadKey aead(Direction direction) {
    return direction.toServer() ? requestAead : answerAead;
  }

  /** Counts a message that was sent or received under them. */
  public void used(int bodyBytes) {
    messages.incrementAndGet();
    bytes.addAndGet(bodyBytes);
  }

  public long messages() {
    return messages.get();
  }

  public long bytes() {
    return bytes.get();
  }

  /** Since when they are used, as {@link System#nanoTime} tells. */
  public long sinceNanos() {
    return sinceNanos;
  }

  @Override
  public void close() {
    requestMac.close();
    answerMac.close();
    requestAead.close();
    answerAead.close();
  }

  @Override
  public String toString() {
    return "EpochKeys[epoch " + Integer.toUnsignedString(epoch) + "]";
  }
}
