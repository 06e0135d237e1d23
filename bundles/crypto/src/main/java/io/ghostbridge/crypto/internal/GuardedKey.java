package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.HashStream;
import io.ghostbridge.api.crypto.SecretBytes;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A key that outlives the implementation it works with: it keeps the secret, and makes the
 * implementation's key anew when another one serves.
 */
final class GuardedKey<P extends CryptoAlgorithm, K extends AutoCloseable> {
  private final Slot<P> slot;
  private final SecretBytes secret;
  private final BiFunction<? super P, ? super SecretBytes, ? extends K> maker;
  private volatile @Nullable Bound<P, K> bound;
  private volatile boolean closed;

  private record Bound<P, K>(Generation<P> generation, K key) {}

  /** Something done with a key. */
  @FunctionalInterface
  interface Use<K, R, X extends Exception> {
    R with(K key) throws X;
  }

  /** Something done with a key by one who asks whose it is. */
  @FunctionalInterface
  interface BoundUse<P, K, R, X extends Exception> {
    R with(Generation<P> generation, K key) throws X;
  }

  /** Copies {@code secret}; makes the first key at once, so that a wrong secret is refused here. */
  GuardedKey(
      Slot<P> slot,
      SecretBytes secret,
      BiFunction<? super P, ? super SecretBytes, ? extends K> maker) {
    this.slot = slot;
    this.maker = maker;
    this.secret = secret.copy();
    try {
      bind(slot.generation());
    } catch (RuntimeException e) {
      this.secret.close();
      throw e;
    }
  }

  /**
   * Takes over both {@code secret} and {@code key}, which {@code generation} made; {@code maker}
   * makes the same key of the secret when another one serves.
   */
  GuardedKey(
      Slot<P> slot,
      SecretBytes secret,
      BiFunction<? super P, ? super SecretBytes, ? extends K> maker,
      Generation<P> generation,
      K key) {
    this.slot = slot;
    this.maker = maker;
    this.secret = secret;
    bound = new Bound<>(generation, key);
    if (!generation.adopt(this)) {
      unbind(generation);
    }
  }

  <R, X extends Exception> R use(Use<? super K, R, X> use) throws X {
    return useBound((generation, key) -> use.with(key));
  }

  /** A stream that {@code maker} makes of the key. */
  HashStream start(Function<? super K, ? extends HashStream> maker) {
    return this.<HashStream, RuntimeException>useBound(
        (generation, key) -> new GuardedStream(slot, generation.presence(), maker.apply(key)));
  }

  /**
   * The key that the implementation of now made, to be used once; {@link #rethrowUnlessReplaced}
   * says what to do when it is closed under the user's feet. For what is so short that {@link #use}
   * would be felt.
   */
  K present() {
    return bound(slot.generation()).key();
  }

  /** Throws {@code e}, with which {@code used} failed, unless another key has taken its place. */
  @SuppressWarnings("ReferenceEquality") // The very key that was used, not an equal one.
  void rethrowUnlessReplaced(K used, IllegalStateException e) {
    Bound<P, K> now = bound;
    if (closed || (now != null && now.key() == used)) {
      throw e;
    }
  }

  private Bound<P, K> bound(Generation<P> generation) {
    Bound<P, K> now = bound;
    return now == null || now.generation() != generation ? bind(generation) : now;
  }

  @SuppressWarnings("ReferenceEquality") // The very key that was used, not an equal one.
  <R, X extends Exception> R useBound(BoundUse<P, ? super K, R, X> use) throws X {
    while (true) {
      Generation<P> generation = slot.generation();
      Bound<P, K> now = bound(generation);
      try {
        return use.with(generation, now.key());
      } catch (IllegalStateException e) {
        // Closed under our feet by a withdrawal: the next round says so, or takes what came
        // instead.
        if (closed || bound == now) {
          throw e;
        }
      }
    }
  }

  private synchronized Bound<P, K> bind(Generation<P> generation) {
    Bound<P, K> now = bound;
    if (now != null && now.generation() == generation) {
      return now;
    }
    if (closed) {
      throw new IllegalStateException("a key of " + slot.name() + " was closed");
    }
    Bound<P, K> fresh = new Bound<>(generation, maker.apply(generation.service(), secret));
    bound = fresh;
    if (now != null) {
      close(now.key());
    }
    if (!generation.adopt(this)) {
      unbind(generation);
    }
    return fresh;
  }

  /** Closes what {@code generation} made, unless it was replaced already. */
  synchronized void unbind(Generation<?> generation) {
    Bound<P, K> now = bound;
    if (now != null && now.generation() == generation) {
      bound = null;
      close(now.key());
    }
  }

  synchronized void close() {
    closed = true;
    Bound<P, K> now = bound;
    bound = null;
    if (now != null) {
      close(now.key());
    }
    secret.close();
  }

  private static void close(AutoCloseable key) {
    try {
      key.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a key does not close", e);
    }
  }

  @Override
  public String toString() {
    return "Key[" + slot.name() + (closed ? ", closed]" : "]");
  }
}
