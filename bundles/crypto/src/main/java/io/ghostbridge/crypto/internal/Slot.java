package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithm;
import java.util.TreeSet;
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
  private final TreeSet<ServiceReference<P>> offers = new TreeSet<>();
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
    offers.add(reference);
    choose();
  }

  synchronized void withdraw(ServiceReference<P> reference) {
    offers.remove(reference);
    choose();
  }

  /** The highest ranking serves; a better one takes over from the one that served. */
  private void choose() {
    ServiceReference<P> best = offers.isEmpty() ? null : offers.last();
    Generation<P> before = current;
    if (before != null && before.isOf(best)) {
      return;
    }
    current = best == null ? null : new Generation<>(context, best);
    if (before != null) {
      before.end();
    }
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

  private AlgorithmNotAvailableException missing() {
    return new AlgorithmNotAvailableException(name, primitive.installed());
  }
}
