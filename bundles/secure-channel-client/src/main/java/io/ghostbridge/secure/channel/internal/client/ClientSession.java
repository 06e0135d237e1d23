package io.ghostbridge.secure.channel.internal.client;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.proto.crypto.v1.RotateKeysResponse;
import io.ghostbridge.proto.crypto.v1.SessionParameters;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.protocol.EpochRing;
import io.ghostbridge.secure.channel.internal.protocol.HandshakeException;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.protocol.Rotations;
import io.ghostbridge.secure.channel.internal.protocol.SessionId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A session as its client has it. Safe for use by any thread. */
public final class ClientSession {
  /** New calls take another session when so much of this one's time is over. */
  private static final double NEARLY_OVER = 0.9;

  private final Primitives primitives;
  private final SessionId id;
  private final KemSuite kem;
  private final AeadSuite aead;
  private final SessionParameters parameters;
  private final EpochRing epochs;
  private final long openedNanos = System.nanoTime();
  private final AtomicLong counter = new AtomicLong();
  private final AtomicBoolean rotating = new AtomicBoolean();
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile long usedNanos = openedNanos;
  private volatile long retryNanos = openedNanos;
  private volatile boolean over;

  /** A call in flight. */
  interface Call {
    /** The epoch of the last message received in it, or of its beginning. */
    int epoch();
  }

  /** Takes {@code root}, epoch 0's. */
  public ClientSession(
      Primitives primitives,
      KemSuite kem,
      AeadSuite aead,
      SessionParameters parameters,
      SecretBytes root) {
    this.primitives = primitives;
    this.kem = kem;
    this.aead = aead;
    this.parameters = parameters;
    id = SessionId.of(parameters.getSessionId().toByteArray());
    epochs = new EpochRing(root, EpochKeys.derive(primitives, root, id, 0, aead, openedNanos));
  }

  SessionId id() {
    return id;
  }

  /** A new call's counter. */
  long nextCounter() {
    usedNanos = System.nanoTime();
    return counter.incrementAndGet();
  }

  /** The session's time: the server's clock, as far as it is known. */
  long timeMillis() {
    return parameters.getTimeMillis()
        + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNanos);
  }

  EpochKeys sendingKeys() {
    return epochs.present();
  }

  @Nullable EpochKeys receivingKeys(int epoch) {
    return epochs.of(epoch);
  }

  void begin(Call call) {
    calls.add(call);
  }

  /** A call ended; the last one of a session that is over takes its keys with it. */
  void end(Call call) {
    calls.remove(call);
    if (over && calls.isEmpty()) {
      epochs.close();
    }
  }

  /** Whether new calls may be made in it. */
  boolean isUsable() {
    long now = System.nanoTime();
    return !over
        && isWithin(now - openedNanos, parameters.getLifetimeMillis())
        && (isWithin(now - usedNanos, parameters.getIdleTimeoutMillis()) || !calls.isEmpty());
  }

  private static boolean isWithin(long nanos, long limitMillis) {
    return limitMillis <= 0 || TimeUnit.NANOSECONDS.toMillis(nanos) < limitMillis * NEARLY_OVER;
  }

  /** No call begins any more; the keys are wiped when those in flight have ended. */
  void retire() {
    over = true;
    if (calls.isEmpty()) {
      epochs.close();
    }
  }

  /** Wipes the keys: calls in flight fail. */
  void close() {
    over = true;
    epochs.close();
  }

  /** Whether the caller is to rotate keys now; true once until {@link #rotationEnded}. */
  boolean beginRotation() {
    EpochKeys keys = epochs.present();
    long now = System.nanoTime();
    return !over
        && (isReached(keys.messages(), parameters.getRotateAfterMessages())
            || isReached(keys.bytes(), parameters.getRotateAfterBytes())
            || isReached(
                TimeUnit.NANOSECONDS.toMillis(now - keys.sinceNanos()),
                parameters.getRotateAfterMillis()))
        && now - retryNanos >= 0
        && rotating.compareAndSet(false, true);
  }

  private static boolean isReached(long used, long limit) {
    return limit > 0 && used >= limit;
  }

  /** What to ask the server for; the caller closes it. */
  Rotations.Request rotation() {
    return new Rotations.Request(primitives, id, kem, aead, epochs.present().epoch() + 1);
  }

  /** Goes on with the next epoch. */
  void rotate(Rotations.Request request, RotateKeysResponse response) throws HandshakeException {
    try (SecretBytes root = epochs.root()) {
      SecretBytes next = request.finish(root, response);
      long now = System.nanoTime();
      EpochKeys keys = EpochKeys.derive(primitives, next, id, response.getEpoch(), aead, now);
      if (epochs.prepare(next, keys)) {
        epochs.received(keys, now);
      } else {
        next.close();
        keys.close();
      }
    }
    int needed = epochs.present().epoch();
    for (Call call : calls) {
      needed = Math.min(needed, call.epoch());
    }
    epochs.retire(
        System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(parameters.getTimeWindowMillis()),
        needed);
  }

  /** The rotation is over; one that failed is tried again, but not at once. */
  void rotationEnded(boolean failed) {
    if (failed) {
      retryNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    }
    rotating.set(false);
  }
}
