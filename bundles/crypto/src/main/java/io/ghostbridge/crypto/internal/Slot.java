package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.HashStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The place of one algorithm, whichever bundle fills it now. */
final class Slot<P extends CryptoAlgorithm> {
  private final BundleContext context;
  private final String name;
  private final Primitive<P> primitive;
  private final P guard;
  private final TreeMap<ServiceReference<P>, Presence> offers = new TreeMap<>();
  private volatile @Nullable Generation<P> current;

  Slot(
      BundleContext context,
      String name,
      Primitive<P> primitive,
      Function<? super Slot<P>, ? extends P> guard) {
    this.context = context;
    this.name = name;
    this.primitive = primitive;
    this.guard = guard.apply(this);
  }

  String name() {
    return name;
  }

  /** What users hold. */
  P guard() {
    return guard;
  }

  boolean isInstalled() {
    return current != null;
  }

  synchronized void offer(ServiceReference<P> reference) {
    offers.computeIfAbsent(reference, missing -> new Presence());
    Generation<P> before = choose();
    if (before != null) {
      before.end();
    }
  }

  synchronized void withdraw(ServiceReference<P> reference) {
    Presence presence = offers.remove(reference);
    Generation<P> before = choose();
    // In this order: whose key is closed finds that the presence is over, and who is told so finds
    // no such algorithm any more, or its successor.
    if (presence != null) {
      presence.end();
    }
    if (before != null) {
      before.end();
    }
  }

  /**
   * The highest ranking serves; a better one takes over from the one that served.
   *
   * @return the generation whose time is over, to be ended
   */
  private @Nullable Generation<P> choose() {
    Map.Entry<ServiceReference<P>, Presence> best = offers.lastEntry();
    Generation<P> before = current;
    if (before != null && before.isOf(best == null ? null : best.getKey())) {
      return null;
    }
    current = best == null ? null : new Generation<>(context, best.getKey(), best.getValue());
    return before;
  }

  void requireInstalled() {
    if (current == null) {
      throw missing();
    }
  }

  /**
   * The implementation of now.
   *
   * @throws AlgorithmNotAvailableException if there is none
   */
  P implementation() {
    return generation().service();
  }

  /** The generation of now, whose service is there. */
  Generation<P> generation() {
    while (true) {
      Generation<P> generation = current;
      if (generation == null) {
        throw missing();
      }
      if (generation.isAlive()) {
        return generation;
      }
      if (generation == current) {
        throw missing();
      }
    }
  }

  /** A stream that {@code maker} makes by the implementation of now. */
  HashStream start(Function<? super P, ? extends HashStream> maker) {
    Generation<P> generation = generation();
    return new GuardedStream(this, generation.presence(), maker.apply(generation.service()));
  }

  private AlgorithmNotAvailableException missing() {
    return new AlgorithmNotAvailableException(name, primitive.installed());
  }
}
