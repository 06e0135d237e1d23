package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an epoch (section 4), and how much they were used. Safe for use by any thread. After
 * {@link #close} every use throws {@link IllegalStateException}.
 */
public final class EpochKeys implements AutoCloseable {
  /** For how many methods and directions the prefix of the MACs is kept taken in: memory. */
  private static final int MOST_KEPT = 4;

  private final int epoch;
  private final SessionId session;
  private final long sinceNanos;
  private final Primitives primitives;
  private final SecretBytes requestMacSecret;
  private final SecretBytes answerMacSecret;
  private final MacKey requestMac;
  private final MacKey answerMac;
  private final BodyCipher requestBodies;
  private final BodyCipher answerBodies;
  private volatile MessageKey[] kept = {};
  private boolean closed;
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private EpochKeys(
      Primitives primitives,
      SecretBytes root,
      SessionId session,
      int epoch,
      AeadSuite suite,
      long sinceNanos) {
    this.primitives = primitives;
    this.session = session;
    this.epoch = epoch;
    this.sinceNanos = sinceNanos;
    // What is not installed shows before there is anything to wipe.
    Mac mac = primitives.mac();
    var _ = primitives.aead(suite);
    requestMacSecret = primitives.expand(root, Direction.REQUEST.keyName() + " mac");
    answerMacSecret = primitives.expand(root, Direction.ANSWER.keyName() + " mac");
    requestMac = mac.key(requestMacSecret);
    answerMac = mac.key(answerMacSecret);
    requestBodies = suite.bodies(primitives, root, Direction.REQUEST);
    answerBodies = suite.bodies(primitives, root, Direction.ANSWER);
  }

  /**
   * The keys of {@code root}, which stays the caller's.
   *
   * @param nowNanos from when on they are used
   */
  public static EpochKeys derive(
      Primitives primitives,
      SecretBytes root,
      SessionId session,
      int epoch,
      AeadSuite suite,
      long nowNanos) {
    return new EpochKeys(primitives, root, session, epoch, suite, nowNanos);
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

  /** What MACs messages of {@code direction} in calls of a method. */
  MessageKey mac(Direction direction, CallBinding binding, byte[] metadata) {
    if (metadata.length > 0) {
      return messageKey(direction, binding, metadata, null);
    }
    for (MessageKey key : kept) {
      if (key.isFor(direction, binding)) {
        return key;
      }
    }
    return keep(direction, binding);
  }

  private MessageKey messageKey(
      Direction direction, CallBinding binding, byte[] metadata, @Nullable MacKey begun) {
    byte[] prefix = binding.prefix(direction, session, epoch, metadata);
    MacKey whole = direction.toServer() ? requestMac : answerMac;
    return new MessageKey(binding, direction, prefix, whole, begun);
  }

  private synchronized MessageKey keep(Direction direction, CallBinding binding) {
    byte[] none = Records.noMetadata();
    if (closed || kept.length == MOST_KEPT) {
      return messageKey(direction, binding, none, null);
    }
    MacKey begun =
        primitives
            .mac()
            .key(
                direction.toServer() ? requestMacSecret : answerMacSecret,
                binding.prefix(direction, session, epoch, none));
    MessageKey key = messageKey(direction, binding, none, begun);
    MessageKey[] more = Arrays.copyOf(kept, kept.length + 1);
    more[kept.length] = key;
    kept = more;
    return key;
  }

  /** What encrypts bodies of {@code direction}. */
  BodyCipher bodies(Direction direction) {
    return direction.toServer() ? requestBodies : answerBodies;
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
  public synchronized void close() {
    closed = true;
    for (MessageKey key : kept) {
      if (key.begun() != null) {
        key.begun().close();
      }
    }
    requestMacSecret.close();
    answerMacSecret.close();
    requestMac.close();
    answerMac.close();
    requestBodies.close();
    answerBodies.close();
  }

  @Override
  public String toString() {
    return "EpochKeys[epoch " + Integer.toUnsignedString(epoch) + "]";
  }
}
