package io.ghostbridge.secure.channel.internal.session;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.protocol.EpochRing;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.SessionId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A session with a client. Safe for use by any thread. Closing it wipes its keys. */
public final class Session implements AutoCloseable {
  /** What calls in flight may still need while keys are being rotated, however low the limits. */
  private static final long SPARE_MESSAGES = 4096;

  private static final long SPARE_BYTES = 1L << 24;

  private final SessionId id;
  private final Client client;
  private final KemSuite kem;
  private final AeadSuite aead;
  private final SessionLimits limits;
  private final long openedMillis;
  private final long openedNanos;
  private final EpochRing epochs;
  private final ReplayWindow window;
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private volatile long usedNanos;
  private volatile boolean confirmed;
  private volatile boolean closed;

  /**
   * Who a session is with.
   *
   * @param name {@code ed25519:} and the key in hex if the client proved that it has it, otherwise
   *     {@code address:} and where it called from
   * @param identity who its calls are made by, null if it did not say
   */
  public record Client(String name, @Nullable CallerIdentity identity) {}

  /** A call of the session that is more than one request and one answer. */
  public interface Stream {
    /** The epoch of the last message received in it. */
    int epoch();

    /** Ends the call: the session is over. */
    void end();
  }

  /** Takes {@code root} and {@code keys}, those of epoch 0. */
  Session(
      SessionId id,
      Client client,
      KemSuite kem,
      AeadSuite aead,
      SessionLimits limits,
      SessionClock clock,
      SecretBytes root,
      EpochKeys keys) {
    this.id = id;
    this.client = client;
    this.kem = kem;
    this.aead = aead;
    this.limits = limits;
    openedMillis = clock.millis();
    openedNanos = clock.nanos();
    usedNanos = openedNanos;
    epochs = new EpochRing(root, keys);
    window = new ReplayWindow(limits.replayWindowBits());
  }

  public SessionId id() {
    return id;
  }

  public Client client() {
    return client;
  }

  public KemSuite kem() {
    return kem;
  }

  public AeadSuite aead() {
    return aead;
  }

  /**
   * The keys to check a message of {@code epoch} with; null if they are gone, never were, or were
   * used for twice what they may be.
   */
  public @Nullable EpochKeys receivingKeys(int epoch, long nowNanos) {
    EpochKeys keys = epochs.of(epoch);
    return keys == null || closed || isWorn(keys, nowNanos) ? null : keys;
  }

  private boolean isWorn(EpochKeys keys, long nowNanos) {
    return exceeds(keys.messages(), limits.rotateAfterMessages(), SPARE_MESSAGES)
        || exceeds(keys.bytes(), limits.rotateAfterBytes(), SPARE_BYTES)
        || (keys == epochs.present()
            && exceeds(
                TimeUnit.NANOSECONDS.toMillis(nowNanos - keys.sinceNanos()),
                limits.rotateAfterMillis(),
                limits.timeWindowMillis()));
  }

  private static boolean exceeds(long used, long limit, long spare) {
    return limit > 0 && used - spare > 2 * limit;
  }

  /** The keys to send with. */
  public EpochKeys sendingKeys() {
    return epochs.present();
  }

  /** An authentic message came under {@code keys}. */
  public void received(EpochKeys keys, long nowNanos) {
    usedNanos = nowNanos;
    epochs.received(keys, nowNanos);
  }

  /** An authentic call came: takes its counter; false if that was taken before. */
  public boolean take(long counter) {
    synchronized (window) {
      return window.take(counter);
    }
  }

  /** Whether an authentic call was made in it. */
  public boolean isConfirmed() {
    return confirmed;
  }

  void confirm() {
    confirmed = true;
  }

  /** The root of the present epoch, which the caller closes. */
  public SecretBytes root() {
    return epochs.root();
  }

  /** See {@link EpochRing#prepare}. */
  public boolean prepare(SecretBytes root, EpochKeys keys) {
    return epochs.prepare(root, keys);
  }

  /**
   * A stream began.
   *
   * @return false if the session is over
   */
  public boolean add(Stream stream) {
    streams.add(stream);
    if (closed) {
      streams.remove(stream);
      return false;
    }
    return true;
  }

  /** A stream ended. */
  public void remove(Stream stream) {
    streams.remove(stream);
  }

  public int streams() {
    return streams.size();
  }

  public long openedMillis() {
    return openedMillis;
  }

  /** When it was used last, on the clock of {@link #openedMillis}. */
  public long usedMillis() {
    return openedMillis + TimeUnit.NANOSECONDS.toMillis(usedNanos - openedNanos);
  }

  long usedNanos() {
    return usedNanos;
  }

  /** Whether its keys were wiped. */
  public boolean isClosed() {
    return closed;
  }

  /** Whether its time is up. */
  boolean isOver(long nowNanos) {
    long age = TimeUnit.NANOSECONDS.toMillis(nowNanos - openedNanos);
    long idle = TimeUnit.NANOSECONDS.toMillis(nowNanos - usedNanos);
    return age > limits.lifetimeMillis()
        || (idle > limits.idleTimeoutMillis() && streams.isEmpty())
        || (!confirmed && age > limits.probationMillis());
  }

  /** Wipes the keys of epochs under which nothing can come any more. */
  void retire(long nowNanos) {
    int needed = epochs.present().epoch();
    for (Stream stream : streams) {
      needed = Math.min(needed, stream.epoch());
    }
    epochs.retire(nowNanos - TimeUnit.MILLISECONDS.toNanos(limits.timeWindowMillis()), needed);
  }

  @Override
  public void close() {
    closed = true;
    epochs.close();
    streams.forEach(Stream::end);
    streams.clear();
  }

  @Override
  public String toString() {
    return "Session[" + id + " " + client.name() + "]";
  }
}
