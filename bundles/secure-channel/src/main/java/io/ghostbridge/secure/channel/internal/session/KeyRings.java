package io.ghostbridge.secure.channel.internal.session;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.secure.channel.internal.protocol.AeadSuite;
import io.ghostbridge.secure.channel.internal.protocol.KemSuite;
import io.ghostbridge.secure.channel.internal.protocol.Primitives;
import io.ghostbridge.secure.channel.internal.protocol.ServerKeyRing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The node's keys for handshakes: the present set and the one before. A set is made anew when half
 * of its time is over, and when the algorithms that are installed change. Never stored.
 */
final class KeyRings implements AutoCloseable {
  private final Primitives primitives;
  private final SigningKey identity;
  private final SessionClock clock;
  private final long lifetimeMillis;
  private @Nullable ServerKeyRing present;
  private @Nullable ServerKeyRing former;
  private List<KemSuite> kems = List.of();
  private List<AeadSuite> aeads = List.of();
  private boolean closed;

  KeyRings(Primitives primitives, SigningKey identity, SessionClock clock, long lifetimeMillis) {
    this.primitives = primitives;
    this.identity = identity;
    this.clock = clock;
    this.lifetimeMillis = lifetimeMillis;
  }

  /** The present set, made anew if that is due. */
  synchronized ServerKeyRing present() {
    if (closed) {
      throw new IllegalStateException("the secure channel was stopped");
    }
    long now = clock.millis();
    ServerKeyRing current = present;
    if (current == null
        || current.notAfterMillis() - now < lifetimeMillis / 2
        || !kems.equals(primitives.kems())
        || !aeads.equals(primitives.aeads())) {
      kems = primitives.kems();
      aeads = primitives.aeads();
      ServerKeyRing made = ServerKeyRing.generate(primitives, identity, now, now + lifetimeMillis);
      if (former != null) {
        former.close();
      }
      former = current;
      present = made;
      current = made;
    }
    return current;
  }

  /** The set that a client saw, if it is the present or the former one and in time. */
  synchronized @Nullable ServerKeyRing find(Bytes keySetHash) {
    ServerKeyRing current = present();
    if (Bytes.wrap(current.keySetHash()).equals(keySetHash)) {
      return current;
    }
    ServerKeyRing before = former;
    return before != null
            && Bytes.wrap(before.keySetHash()).equals(keySetHash)
            && before.notAfterMillis() >= clock.millis()
        ? before
        : null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (present != null) {
      present.close();
    }
    if (former != null) {
      former.close();
    }
  }
}
